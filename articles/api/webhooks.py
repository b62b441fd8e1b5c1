"""Telling partners' addresses what happened, again and again at growing distances until they take it.

A message names the story and what happened to it, and has not a word of it: whoever may have the words asks for them.
"""

import datetime as dt
import json
from collections.abc import Sequence

from django.db.models import F
from django.db.models.functions import Coalesce
from django.tasks import task
from django.utils import timezone

from articles.api.changes import change_facts
from articles.models import PartnerTake, StoryEvent, Webhook, WebhookDelivery
from common.outbound import CannotFetch, tell
from common.outbox import RETRY_AFTER, TRIED_BEFORE, WAITED_FOR
from common.webhook_signatures import sign

STOPS_AFTER = dt.timedelta(days=3)  # of failing
KEPT = dt.timedelta(days=30)  # what was told
NEWS = dt.timedelta(days=1)  # a story that was brought in with an archive is none


def tell_of(events: Sequence[StoryEvent]) -> None:
    """Hand each event to the worker for each address that wants it, with the caller's transaction."""
    webhooks = list(Webhook.objects.filter(is_active=True, partner__is_active=True).select_related("partner"))
    if not (webhooks and events):
        return
    rules = {webhook.partner_id: webhook.partner.section_ids() for webhook in webhooks}
    took = set(
        PartnerTake.objects.filter(article__in={event.article_id for event in events}).values_list("partner", "article")
    )
    deliveries = [
        WebhookDelivery(webhook=webhook, event=event)
        for event in events
        if not _is_old(event)
        for webhook in webhooks
        if event.kind in webhook.events and _concerns(webhook.partner_id, event, rules, took)
    ]
    for delivery in WebhookDelivery.objects.bulk_create(deliveries):
        tell_webhook.using(priority=WAITED_FOR).enqueue(delivery.pk)


def _is_old(event):
    return event.kind == StoryEvent.Kind.PUBLISHED and event.at < timezone.now() - NEWS


def _concerns(partner, event, rules, took):
    """It is in a section of theirs, or they have its words: what becomes of those reaches them in any case."""
    sections = rules[partner]
    return sections is None or event.section_id in sections or (partner, event.article_id) in took


@task
def tell_webhook(delivery_id) -> None:
    """One try of one message."""
    waiting = WebhookDelivery.objects.filter(told_at=None, given_up_at=None, webhook__is_active=True)
    delivery = waiting.select_related("webhook__partner", "event__article").filter(pk=delivery_id).first()
    if delivery is None or not delivery.take_up():
        return
    body = json.dumps(change_facts(delivery.event, delivery.webhook.partner.delay)).encode()
    headers = {
        "Content-Type": "application/json",
        "Newsroom-Event": delivery.event.kind,
        "Newsroom-Signature": sign(body=body, secret=delivery.webhook.secret),
    }
    try:
        tell(delivery.webhook.address, body=body, headers=headers)
    except CannotFetch as error:
        _note_failure(delivery, error)
        return
    WebhookDelivery.objects.filter(pk=delivery.pk).update(told_at=timezone.now(), error="")
    Webhook.objects.filter(pk=delivery.webhook_id, failing_since__isnull=False).update(failing_since=None)


def _note_failure(delivery, error):
    """It is tried again later; an address that has failed for three days is switched off, and the desk sees it."""
    now = timezone.now()
    WebhookDelivery.objects.filter(pk=delivery.pk).update(error=str(error)[:200])
    failing = Webhook.objects.filter(pk=delivery.webhook_id)
    failing.update(failing_since=Coalesce(F("failing_since"), now))
    if failing.filter(failing_since__lte=now - STOPS_AFTER).update(is_active=False, stopped_at=now):
        delivery.webhook.deliveries.filter(told_at=None).update(given_up_at=now)
        return
    if tell_webhook.get_backend().supports_defer:
        wait = max(RETRY_AFTER[min(delivery.attempts, len(RETRY_AFTER)) - 1], error.retry_after or 0)
        run_after = now + dt.timedelta(seconds=min(wait, RETRY_AFTER[-1]))
        tell_webhook.using(run_after=run_after, priority=TRIED_BEFORE).enqueue(delivery.pk)


def prune_deliveries() -> int:
    """Let go of messages that are a month old. What happened to stories stays."""
    return WebhookDelivery.objects.filter(event__at__lt=timezone.now() - KEPT).delete()[0]
