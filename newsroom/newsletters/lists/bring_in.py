"""Take a list in: whoever may be written to gets the letter, and whoever said no here or there does not.

An import never lifts a suppression and never brings back who has left. It proves no mailbox either.
"""

from itertools import batched

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone

from newsroom.newsletters.lists.reading import ListedReader, read_list
from newsroom.newsletters.models import ImportLine, ListImport, Newsletter, Subscription, Suppression
from newsroom.newsletters.models.keys import hmac_of_address
from newsroom.newsletters.subscribing import reader_at
from supporters.letters.newsletter import newest_decision, withdraw_newsletter
from supporters.models import ConsentRecord, ConsentWording, Supporter
from supporters.models.consent import Purpose

AT_ONCE = 200  # lines of one transaction, so that others can write in between
TAKEN_BACK = "list taken back"
Outcome = ImportLine.Outcome
METHOD = ConsentRecord.Method


class CannotUndo(ValueError):
    """The list is still being read, or was taken back already."""


@transaction.atomic
def begin_import(*, newsletter: Newsletter, text: str, by: User, **proof) -> ListImport:
    """Keep a list with its proof until it is read. Raises ListUnreadable."""
    read_list(text)
    return ListImport.objects.create(newsletter=newsletter, content=text, by=by, **proof)


def read_in(*, found: ListImport) -> None:
    """Read it to its end. After a fall it goes on where it was; the file is forgotten at the end."""
    rest = (row for row in read_list(found.content) if row.number > found.lines_read) if found.content else ()
    for rows in batched(rest, AT_ONCE, strict=False):
        _take(found, rows)
    found.content, found.done_at = "", found.done_at or timezone.now()
    found.save(update_fields=["content", "done_at"])


@transaction.atomic
def _take(found, rows):
    wording = ConsentWording.objects.in_words(Purpose.NEWSLETTER, found.newsletter.slug, found.wording)
    for row in rows:
        outcome, mark, subscription = _taken(found, row, wording)
        ImportLine.objects.create(
            list_import=found, number=row.number, outcome=outcome, address_hmac=mark, subscription=subscription
        )
    found.lines_read = rows[-1].number
    found.save(update_fields=["lines_read"])


def _taken(found, row, wording):
    """What becomes of a line, the mark of its address, and the subscription that it made."""
    if not row.email:
        return Outcome.WRONG, "", None
    mark = hmac_of_address(row.email)
    if outcome := _reason_against(found, row, mark):
        return outcome, mark, None
    supporter = reader_at(row.email)
    subscription, _ = Subscription.objects.get_or_create(
        supporter=supporter, newsletter=found.newsletter, defaults={"address_hmac": mark}
    )
    subscription.activate(_consent(found, row, supporter, wording), source=Subscription.Source.IMPORT)
    return Outcome.TAKEN, mark, subscription


def _reason_against(found, row: ListedReader, mark):
    if ImportLine.objects.filter(list_import=found, address_hmac=mark).exists():
        return Outcome.DOUBLE
    supporter = Supporter.objects.with_address(row.email).first()
    subscription = supporter and supporter.subscriptions.filter(newsletter=found.newsletter).first()
    if Suppression.objects.of(mark, found.newsletter.slug).exists():
        return Outcome.SUPPRESSED
    if supporter and _said_no(supporter, found.newsletter.slug):
        return Outcome.LEFT
    if subscription and subscription.state != Subscription.State.ASKED:
        return Outcome.LEFT if subscription.state == Subscription.State.LEFT else Outcome.ALREADY
    if row.has_ended:
        Suppression.objects.suppress(mark, Suppression.Reason.IMPORTED, found.newsletter.slug)
        return Outcome.REFUSED
    return Outcome.UNCONFIRMED if row.is_unconfirmed else None


def _said_no(supporter, topic):
    newest = newest_decision(supporter, topic)
    return newest and newest.action == ConsentRecord.Action.WITHDRAWN and newest.source != TAKEN_BACK


def _consent(found, row, supporter, wording):
    return ConsentRecord.objects.create(
        supporter=supporter,
        wording=wording,
        topic=found.newsletter.slug,
        action=ConsentRecord.Action.CONFIRMED,
        method=METHOD.IMPORT,
        source=f"list {found.pk}, line {row.number}: {row.agreed or found.collected_on}"[:300],
        cause_key=f"list:{found.pk}:{row.number}",
    )


@transaction.atomic
def take_back(*, found: ListImport) -> int:
    """How many readers lose the letter that this list gave them. Whoever has decided for themselves since stays.

    Raises CannotUndo.
    """
    found = ListImport.objects.select_for_update().get(pk=found.pk)
    if found.done_at is None or found.undone_at:
        raise CannotUndo
    lines = found.lines.taken().select_related("subscription__supporter", "subscription__consent")
    number = sum(_end(found, line.subscription) for line in lines if line.subscription)
    refused = found.lines.filter(outcome=Outcome.REFUSED).values("address_hmac")
    ours = Suppression.objects.standing().filter(scope=found.newsletter.slug, reason=Suppression.Reason.IMPORTED)
    ours.filter(address_hmac__in=refused).lift()
    found.undone_at = timezone.now()
    found.save(update_fields=["undone_at"])
    return number


def _end(found, subscription):
    if not subscription.consent.cause_key.startswith(f"list:{found.pk}:"):
        return False
    if subscription.state == Subscription.State.LEFT:
        return False
    topic = found.newsletter.slug
    withdraw_newsletter(supporter=subscription.supporter, method=METHOD.IMPORT, source=TAKEN_BACK, topic=topic)
    try:
        with transaction.atomic():
            subscription.delete()
    except models.ProtectedError:  # it was written to meanwhile, and that stays on record
        Subscription.objects.filter(pk=subscription.pk).mark_left()
    return True
