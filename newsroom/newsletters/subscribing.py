"""Ask for letters, and get them once the mailbox itself has said so."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from common.limits import LETTER_MAILS_OF_ADDRESS
from common.mailbox import mailbox_of
from newsroom.newsletters.links import leave_address, page_address
from newsroom.newsletters.models import Newsletter, Subscription, Suppression
from newsroom.newsletters.models.keys import hmac_of_address
from supporters.letters.newsletter import VALID_FOR, ConsentOutOfDate, confirm_newsletter
from supporters.letters.queue import queue_letter
from supporters.models import ConsentRecord, ConsentWording, Supporter
from supporters.models.consent import Purpose
from supporters.portal.page import prove_address

SALT = "newsroom.newsletters.confirm"


@transaction.atomic
def request_letters(*, email: str, words: Mapping[str, str], source: str) -> None:
    """Write down who asked for which letters, in which words, and mail the link that confirms it.

    Whoever asks, and whatever is known of an address: it gets three mails a day at most.
    """
    if not LETTER_MAILS_OF_ADDRESS.allows(mailbox_of(email)):
        return
    supporter = reader_at(email)
    known, asked = [], []
    for newsletter in Newsletter.objects.open().filter(slug__in=words).in_order():
        subscription = _subscription_of(supporter, newsletter)
        if Subscription.objects.current().filter(pk=subscription.pk).exists():
            known.append(subscription)
        else:
            asked.append(_note_request(subscription, words[newsletter.slug], source))
    if asked:
        _mail_confirmation(supporter, asked)
    elif known:
        mail_page_link(subscription=known[0])


def reader_at(email: str) -> Supporter:
    """The one person of this address, made where there is none."""
    people = Supporter.objects.with_address(email)
    if known := people.first():
        return known
    try:
        with transaction.atomic():
            return Supporter.objects.create(name="", email=email)
    except IntegrityError:  # somebody else has just made it
        return people.get()


def _subscription_of(supporter, newsletter):
    given = {"address_hmac": hmac_of_address(supporter.email)}
    subscriptions = Subscription.objects.select_related("supporter")
    return subscriptions.get_or_create(supporter=supporter, newsletter=newsletter, defaults=given)[0]


def _note_request(subscription, words, source):
    if subscription.state == Subscription.State.ASKED:
        subscription.asked_at = timezone.now()
        subscription.save(update_fields=["asked_at"])
    topic = subscription.newsletter.slug
    number = ConsentRecord.objects.for_purpose(subscription.supporter, Purpose.NEWSLETTER, topic).count()
    return ConsentRecord.objects.create(
        supporter=subscription.supporter,
        wording=ConsentWording.objects.in_words(Purpose.NEWSLETTER, topic, words),
        topic=topic,
        action=ConsentRecord.Action.ASKED,
        method=ConsentRecord.Method.LETTER,
        source=source[:300],
        cause_key=f"letter:{subscription.pk}:{number}",
    )


def _mail_confirmation(supporter, asked):
    link = settings.SITE_URL + reverse("confirm_letters", args=[confirm_token(asked)])
    queue_letter(
        key=f"letter:ask-{asked[0].pk}",
        to=supporter.email,
        template="letters_confirm",
        context={"wordings": [record.wording for record in asked], "link": link},
        unsubscribe=link,  # one click in the mail program withdraws the request
    )


def mail_page_link(*, subscription: Subscription) -> None:
    """Mail the link to the reader's own page, for whoever asks for what they have."""
    queue_letter(
        key=f"letter:page-{subscription.pk}-{timezone.now():%Y%m%d%H%M}",
        to=subscription.supporter.email,
        template="letters_page",
        context={"link": page_address(subscription)},
    )


def mail_welcome(*, subscription: Subscription) -> None:
    """Mail the desk's words to a new reader, once for each consent; nothing where it has written none."""
    letter = subscription.newsletter
    if not letter.welcome:
        return
    newest = letter.issues.public().newest_first().first()
    queue_letter(
        key=f"letter:welcome-{subscription.consent_id}",
        to=subscription.supporter.email,
        template="letters_welcome",
        context={
            "letter": letter.name,
            "words": letter.welcome,
            "issue": newest and f"{settings.SITE_URL}{newest.get_absolute_url()}",
            "link": page_address(subscription),
        },
        unsubscribe=leave_address(subscription),
    )


def confirm_token(asked: Iterable[ConsentRecord]) -> str:
    return signing.dumps([record.pk for record in asked], salt=SALT)


def read_confirm_token(token: str) -> list[ConsentRecord]:
    """The requests that a mailed link confirms; none for a link that is not ours or older than 30 days."""
    try:
        numbers = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return []
    asked = ConsentRecord.objects.filter(action=ConsentRecord.Action.ASKED, pk__in=numbers)
    return list(asked.filter(supporter__erased_at=None).select_related("supporter", "wording").order_by("pk"))


def subscriptions_to(asked: Iterable[ConsentRecord]) -> list[Subscription]:
    """The subscriptions that some requests are about."""
    found = Subscription.objects.select_related("supporter", "newsletter").in_letters_order()
    topics = {record.topic: record.supporter_id for record in asked}
    return list(found.filter(newsletter__slug__in=topics, supporter__in=set(topics.values())))


@transaction.atomic
def confirm_letters(*, asked: Iterable[ConsentRecord]) -> list[Subscription]:
    """Turn requests into consent, once. Raises ConsentOutOfDate where each of them was withdrawn since.

    This is the owner of the mailbox speaking, so it lifts what stood against sending there.
    """
    confirmed = []
    records = {record.topic: record for record in asked}
    for subscription in subscriptions_to(records.values()):
        try:
            consent = confirm_newsletter(asked=records[subscription.newsletter.slug])
        except ConsentOutOfDate:
            continue
        if subscription.consent_id != consent.pk:
            switch_on(subscription=subscription, consent=consent, source=Subscription.Source.PAGE)
            mail_welcome(subscription=subscription)
        confirmed.append(subscription)
    if not confirmed:
        raise ConsentOutOfDate
    return confirmed


@transaction.atomic
def switch_on(*, subscription: Subscription, consent: ConsentRecord, source: str, paused_until=None) -> None:
    """A letter goes to a mailbox whose owner has just agreed to it, and whatever stood against that is lifted."""
    prove_address(subscription.supporter)
    subscription.activate(consent, source=source, paused_until=paused_until)
    Suppression.objects.of(subscription.address_hmac, subscription.newsletter.slug).lift()
