"""Words that readers type and that we print or mail."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LOOKS_LIKE_A_LINK = re.compile(r"://|www\.|[<>@]", re.I)


def refuse_links(name):
    """Our letters begin with the name, so a name may not carry an advertisement to a stranger's mailbox."""
    if LOOKS_LIKE_A_LINK.search(name):
        raise ValidationError(_("Write a name here, without addresses or links."))
