"""Ask for consent, and take it only from the mailbox it is about."""

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.tasks import task
from django.urls import reverse
from django.utils import timezone

from supporters.letters.links import stop_newsletter_token
from supporters.letters.queue import queue_letter
from supporters.models import ConsentRecord, ConsentWording, Supporter
from supporters.models.consent import Purpose

SALT = "supporters.newsletter"
VALID_FOR = 60 * 60 * 24 * 30
MOVED = "change of address"  # source of a withdrawal that is no “no”: the letter goes to another mailbox now


class ConsentOutOfDate(ValueError):
    """The link is older than a later decision of the same person, which stands."""


@transaction.atomic
def ask_for_newsletter(*, supporter, cause, source="") -> ConsentRecord | None:
    """Note that the box was ticked and mail a link to confirm it. Who has confirmed already is not asked again."""
    wording = ConsentWording.objects.current(Purpose.NEWSLETTER)
    newest = newest_decision(supporter)
    if wording is None or (newest and newest.action == ConsentRecord.Action.CONFIRMED):
        return None
    asked = ConsentRecord.objects.create(
        supporter=supporter,
        wording=wording,
        action=ConsentRecord.Action.ASKED,
        method=ConsentRecord.Method.PAGE,
        source=source[:300],
        cause_key=f"asked:{cause}",
    )
    path = reverse("supporters:newsletter", kwargs={"token": newsletter_token(asked)})
    queue_letter(
        key=f"newsletter:{asked.pk}",
        to=supporter.email,
        template="newsletter_confirm",
        context={"supporter": supporter, "wording": wording, "link": settings.SITE_URL + path},
        unsubscribe=stop_newsletter_url(supporter),
    )
    return asked


def newsletter_token(asked) -> str:
    return signing.dumps(asked.pk, salt=SALT)


def read_newsletter_token(token) -> ConsentRecord | None:
    """The request that a mailed link confirms, or None for a link that is not ours or too old."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    asked = ConsentRecord.objects.filter(action=ConsentRecord.Action.ASKED)
    return asked.select_related("supporter", "wording").filter(pk=pk).first()


def stop_newsletter_url(supporter) -> str:
    """Stops the newsletter with one click, from any mail program, without signing in."""
    return settings.SITE_URL + reverse("supporters:stop_newsletter", args=[stop_newsletter_token(supporter)])


def newest_decision(supporter, topic="") -> ConsentRecord | None:
    return ConsentRecord.objects.for_purpose(supporter, Purpose.NEWSLETTER, topic).latest_first().first()


def status_of(asked) -> str:
    """What holds now for whoever made this request: asked, confirmed or withdrawn."""
    return newest_decision(asked.supporter, asked.topic).action


@transaction.atomic
def confirm_newsletter(*, asked) -> ConsentRecord:
    """Turn a request into consent, once. An old link never undoes a later withdrawal: it raises ConsentOutOfDate.

    So does one that was pressed before, where the mailbox has asked again since: the newer letter has its own link.
    """
    supporter = Supporter.objects.select_for_update().get(pk=asked.supporter_id)
    newest = newest_decision(supporter, asked.topic)
    decisions = ConsentRecord.objects.for_purpose(supporter, Purpose.NEWSLETTER, asked.topic)
    # Also where it was asked for once more since: the newer letter has its own link.
    if decisions.filter(action=ConsentRecord.Action.WITHDRAWN, pk__gt=asked.pk).exists():
        raise ConsentOutOfDate
    # What a list says stands for less than the owner of the mailbox, who has pressed the button only now.
    if newest.action == ConsentRecord.Action.CONFIRMED and newest.method != ConsentRecord.Method.IMPORT:
        return newest
    cause = f"confirmed:{asked.pk}"
    if decisions.filter(cause_key=cause).exists():  # and since then it was asked for anew, as after a bounce
        raise ConsentOutOfDate
    if supporter.email_verified_at is None:
        supporter.email_verified_at = timezone.now()
        supporter.save(update_fields=["email_verified_at"])
    return ConsentRecord.objects.create(
        supporter=supporter,
        wording=asked.wording,
        topic=asked.topic,
        action=ConsentRecord.Action.CONFIRMED,
        method=ConsentRecord.Method.LINK,
        source=asked.source,
        cause_key=cause,
    )


@transaction.atomic
def withdraw_newsletter(*, supporter, method, source="", topic="") -> ConsentRecord | None:
    """Stop the newsletter. Once is enough: asked again, nothing changes, and giving again does not lift it."""
    supporter = Supporter.objects.select_for_update().get(pk=supporter.pk)
    newest = newest_decision(supporter, topic)
    if newest is None or newest.action == ConsentRecord.Action.WITHDRAWN:
        return newest
    return ConsentRecord.objects.create(
        supporter=supporter,
        wording=newest.wording,
        topic=topic,
        action=ConsentRecord.Action.WITHDRAWN,
        method=method,
        source=source[:300],
        cause_key=f"withdrawn:{newest.pk}",
    )


@transaction.atomic
def withdraw_every_consent(*, supporter, method, source="") -> None:
    """Stop the newsletter and each letter that was ever asked for."""
    for topic in topics_of(supporter):
        withdraw_newsletter(supporter=supporter, method=method, source=source, topic=topic)


def topics_of(supporter) -> list[str]:
    """What this person has decided on: letters by their names in addresses, and "" for the newsletter."""
    records = ConsentRecord.objects.filter(supporter=supporter, wording__purpose=Purpose.NEWSLETTER)
    return sorted(set(records.values_list("topic", flat=True)))


@transaction.atomic
def agree_to_newsletter(*, supporter, source="", topic="", wording=None) -> ConsentRecord:
    """Consent from a page of the reader's own: its mailed link has proved that the mailbox is theirs."""
    supporter = Supporter.objects.select_for_update().get(pk=supporter.pk)
    newest = newest_decision(supporter, topic)
    wording = wording or ConsentWording.objects.current(Purpose.NEWSLETTER)
    if wording is None or (newest and newest.action == ConsentRecord.Action.CONFIRMED):
        return newest
    return ConsentRecord.objects.create(
        supporter=supporter,
        wording=wording,
        topic=topic,
        action=ConsentRecord.Action.CONFIRMED,
        method=ConsentRecord.Method.OWN,
        source=source[:300],
        cause_key=f"agreed:{supporter.pk}:{newest.pk if newest else topic or 0}",
    )


@task
def ask_newsletter(supporter_id, cause, source) -> None:
    """Write down that the box was ticked, and mail the link that confirms it."""
    supporter = Supporter.objects.known().filter(pk=supporter_id).first()
    if supporter:
        ask_for_newsletter(supporter=supporter, cause=cause, source=source)
