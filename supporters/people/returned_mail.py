"""Whether mail to a supporter comes back. Who reads the reports of mail servers sets how that is asked."""

import datetime as dt
from collections.abc import Callable

from django.utils.translation import gettext as _

from supporters.models import Attention, Supporter


def _never(_supporter):
    return None


# Set by the project: since when there is no such mailbox, None where there is one.
returned_since: Callable[[Supporter], dt.datetime | None] = _never


def alert_of_returned_mail(*, supporter: Supporter, cause: str) -> Attention | None:
    """Put it before the desk, once a cause. None for whoever never promised anything, and so is owed no receipt.

    Without a letter to the desk: the first issue to an old list can bring hundreds of these.
    """
    pledge = supporter.pledges.order_by("-created_at", "-pk").first()
    if pledge is None:
        return None
    text = _("Mail to this supporter comes back. Receipts still go there: ask them for another address.")
    given = {"kind": Attention.Kind.MAILBOX, "text": text, "pledge": pledge}
    return Attention.objects.get_or_create(cause_key=f"mailbox:{cause}", defaults=given)[0]
