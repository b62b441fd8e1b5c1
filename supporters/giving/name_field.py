"""Words that readers type and that we print or mail."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ENDINGS = "com|org|net|info|biz|io|co|uk|eu|de|ru|cn|me|ly|xyz|shop|online|site|top|example"
LOOKS_LIKE_A_LINK = re.compile(rf"://|www\.|[<>@]|\w\.({ENDINGS})\b|\w\.[^\W\d_]{{2,}}/", re.I)
LOOKS_LIKE_A_TELEPHONE = re.compile(r"(?:\d[\s()./+-]*){9}")


def refuse_links(name) -> None:
    """Our letters begin with the name, so a name may not carry an advertisement to a stranger's mailbox."""
    if LOOKS_LIKE_A_LINK.search(name) or LOOKS_LIKE_A_TELEPHONE.search(name):
        raise ValidationError(_("Write a name here, without addresses, links or telephone numbers."))
