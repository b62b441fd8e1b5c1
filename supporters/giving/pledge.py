"""A reader becomes a supporter: one form, one pledge, however often it is sent."""

from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from supporters.giving.extras import note_extras, remember_acquisition
from supporters.giving.promise import Promise
from supporters.letters.newsletter import ask_newsletter
from supporters.letters.queue import queue_letter
from supporters.models import OutboxMail, Pledge, PledgeLog, Supporter
from supporters.money.instructions import send_instructions
from supporters.providers import provider_of


def make_pledge(*, submission_key: UUID, promise: Promise) -> tuple[Pledge, bool]:
    """The pledge of this form, and whether it is new. The same form sent again finds the pledge it made before."""
    made = Pledge.objects.filter(submission_key=submission_key).first()
    if made:
        return made, False
    try:
        return _make_new_pledge(submission_key, promise), True
    except IntegrityError:
        # Two clicks at the same moment: the database let one through, and this is the other.
        made = Pledge.objects.filter(submission_key=submission_key).first()
        if made is None:
            raise
        return made, False


@transaction.atomic
def _make_new_pledge(submission_key, promise):
    supporter = find_or_make_supporter(name=promise.name, email=promise.email, organisation=promise.organisation)
    pledge = Pledge.objects.create(
        supporter=supporter,
        page=promise.page,
        frequency=promise.frequency,
        amount=promise.amount_minor,
        currency=promise.page.currency,
        submission_key=submission_key,
        livemode=not settings.DEMO,
        provider=promise.provider,
        mailed_at=timezone.now() if promise.is_by_mail else None,
    )
    note_extras(pledge=pledge, promise=promise)
    remember_acquisition(pledge=pledge, story=promise.story, link=promise.link)
    _begin_payment(pledge, promise)
    if promise.wants_newsletter:
        # By the worker, for a known address asks for less work, and the answer's time must not tell which it is.
        ask_newsletter.enqueue(supporter.pk, f"pledge:{pledge.pk}", promise.source)
    return pledge


def _begin_payment(pledge, promise):
    """Without a provider's page the money is awaited. With one the browser goes there, unless a letter has the way."""
    if not provider_of(pledge).calls_out:
        who = PledgeLog.Source.STAFF if promise.by else PledgeLog.Source.SUPPORTER
        pledge.move(Pledge.State.AWAITING, source=who, by=promise.by, text=promise.source)
        if promise.is_told_how:
            send_instructions(pledge=pledge)
    elif promise.is_by_mail:
        send_checkout_link(pledge=pledge)


def find_or_make_supporter(*, name, email, organisation="") -> Supporter:
    """The supporter with this address. A name typed later, by whoever has not proved to be them, changes nothing.

    The same two queries for an address that we know and one that we do not: their time tells nobody which it was.
    """
    kind = Supporter.Kind.ORGANISATION if organisation else Supporter.Kind.PERSON
    typed = Supporter(name=name, email=email.strip(), kind=kind, organisation_name=organisation)
    Supporter.objects.bulk_create([typed], ignore_conflicts=True)
    # The first, where an address was known under two spellings before there was one.
    return Supporter.objects.with_address(email).order_by("pk").first()


def send_checkout_link(*, pledge) -> OutboxMail:
    """The way to the card page by mail alone: whoever has no such mailbox goes no further."""
    return queue_letter(
        key=f"way-on:{pledge.pk}",
        to=pledge.supporter.email,
        template="way_on",
        context={
            "pledge": pledge,
            "supporter": pledge.supporter,
            "link": settings.SITE_URL + pledge.get_absolute_url(),
        },
    )
