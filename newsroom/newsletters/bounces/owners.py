"""Whose mailbox is gone, where the desk has to know: supporters are owed receipts, which go on being sent there."""

import datetime as dt

from newsroom.newsletters.models import BounceEvent, Suppression
from newsroom.newsletters.models.keys import hmac_of_address
from supporters.models import Supporter
from supporters.people.returned_mail import alert_of_returned_mail


def tell_desk_of(*, event: BounceEvent) -> None:
    """Of each supporter whose mailbox this is, found by the letters that go or went there."""
    readers = Supporter.objects.known().filter(subscriptions__address_hmac=event.address_hmac).distinct()
    for supporter in readers:
        if hmac_of_address(supporter.email) == event.address_hmac:
            alert_of_returned_mail(supporter=supporter, cause=f"{event.pk}:{supporter.pk}")


def gone_since(supporter: Supporter) -> dt.datetime | None:
    """Since when a server says that there is no such mailbox, as long as its owner has confirmed nothing since."""
    gone = Suppression.objects.filter(reason=Suppression.Reason.HARD)
    if not gone.exists():  # before the first letter there is no key for addresses, and a look makes none
        return None
    return gone.of(hmac_of_address(supporter.email)).values_list("since", flat=True).first()
