"""Leave letters, come back from a slip, pause for a holiday, choose others. None of it touches money."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from newsroom.newsletters.models import Newsletter, Subscription
from newsroom.newsletters.subscribing import switch_on
from supporters.letters.newsletter import agree_to_newsletter, withdraw_newsletter
from supporters.models import ConsentRecord, ConsentWording, Supporter
from supporters.models.consent import Purpose

METHOD = ConsentRecord.Method


class TooLateToUndo(ValueError):
    """It is more than a day since, or there was nothing to come back to: one signs up anew."""


@transaction.atomic
def leave(*, subscription: Subscription, source: str, method: str = METHOD.LINK) -> Subscription:
    """Leave one letter, also where its reader has moved to since. Once is enough: asked again, nothing changes."""
    newest = Subscription.objects.select_for_update().get(pk=subscription.newest().pk)
    withdraw_newsletter(supporter=newest.supporter, method=method, source=source, topic=newest.newsletter.slug)
    Subscription.objects.filter(pk=newest.pk).mark_left()
    newest.refresh_from_db()
    return newest


@transaction.atomic
def leave_every_letter(*, supporter: Supporter, source: str) -> int:
    """How many were left. Also what was asked for and not confirmed yet is over."""
    held = list(supporter.subscriptions.exclude(state=Subscription.State.LEFT).select_related("moved_to"))
    for subscription in held:
        leave(subscription=subscription, source=source, method=METHOD.OWN)
    _take_back(supporter.subscriptions.asked_for_again(), source)
    return len(held)


def _take_back(asked, source):
    """Of letters that were left before, the newer request."""
    for subscription in asked.select_related("supporter", "newsletter"):
        topic = subscription.newsletter.slug
        withdraw_newsletter(supporter=subscription.supporter, method=METHOD.OWN, source=source, topic=topic)


@transaction.atomic
def undo_leaving(*, subscription: Subscription) -> Subscription:
    """Get the letter again as before, on the words of before. Raises TooLateToUndo after a day."""
    newest = Subscription.objects.select_for_update().get(pk=subscription.newest().pk)
    if not newest.can_be_undone:
        raise TooLateToUndo
    topic, wording = newest.newsletter.slug, newest.consent.wording
    consent = agree_to_newsletter(supporter=newest.supporter, source="undo", topic=topic, wording=wording)
    newest.activate(consent)
    return newest


@transaction.atomic
def choose(*, supporter: Supporter, letters: Collection[Newsletter], source: str) -> None:
    """These letters and no others. Whoever came here by a mailed link has the mailbox, so no other mail is needed."""
    chosen = {newsletter.pk for newsletter in letters}
    for subscription in supporter.subscriptions.exclude(state=Subscription.State.LEFT).select_related("moved_to"):
        if subscription.newsletter_id not in chosen:
            leave(subscription=subscription, source=source, method=METHOD.OWN)
    _take_back(supporter.subscriptions.asked_for_again().exclude(newsletter__in=chosen), source)
    has = set(supporter.subscriptions.running().values_list("newsletter", flat=True))
    for newsletter in letters:
        if newsletter.pk not in has:
            _begin(supporter, newsletter, source)


def _begin(supporter, newsletter, source):
    wording = ConsentWording.objects.in_words(Purpose.NEWSLETTER, newsletter.slug, newsletter.agreed_words())
    given = {"supporter": supporter, "source": source, "topic": newsletter.slug, "wording": wording}
    consent = agree_to_newsletter(**given)
    subscription, _ = Subscription.objects.get_or_create(supporter=supporter, newsletter=newsletter)
    switch_on(subscription=subscription, consent=consent, source=Subscription.Source.OWN)


@transaction.atomic
def pause_letters(*, supporter: Supporter, until: dt.datetime) -> int:
    """Nothing is sent before that moment, and then all goes on by itself."""
    running = list(supporter.subscriptions.running())
    for subscription in running:
        subscription.pause(until)
    return len(running)


@transaction.atomic
def end_pause(*, supporter: Supporter) -> int:
    paused = list(supporter.subscriptions.filter(state=Subscription.State.PAUSED))
    for subscription in paused:
        subscription.resume()
    return len(paused)
