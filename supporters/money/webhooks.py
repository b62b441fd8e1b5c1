"""What providers post to us. A message is kept, then the pledge that it names is compared with the provider."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from common.webhook_signatures import BadWebhook
from supporters.letters.alerts import raise_alert
from supporters.models import Attention, Payment, Pledge, PledgeLog, ProviderEvent
from supporters.money.sync import sync
from supporters.providers import OFFICE, card_provider
from supporters.providers.base import Envelope, ProviderError

TRIES_BEFORE_ALERT = 3
State = ProviderEvent.State


@csrf_exempt
@require_POST
def webhook(request, provider) -> HttpResponse:
    """Check who says it, keep it once, act on it. Whatever breaks on the way is a 500, and the provider comes back."""
    taker = card_provider()
    if taker is None or taker.name != provider:
        raise Http404
    try:
        envelope = read(request, taker)
    except BadWebhook:
        return HttpResponseBadRequest()
    event = keep(provider=provider, envelope=envelope)
    if event.state not in {State.DONE, State.IGNORED}:
        handle(event=event)
    return HttpResponse(status=200)


def read(request, taker) -> Envelope:
    """The message in the body. Raises BadWebhook for one that is not rightly signed, or of the other mode."""
    envelope = taker.read_webhook(body=request.body, signature=request.headers.get(taker.signature_header, ""))
    if envelope.livemode is settings.DEMO:
        raise BadWebhook("the other mode")
    return envelope


def keep(*, provider, envelope) -> ProviderEvent:
    """The row of this message: a new one, or the one that it made when it came before."""
    fields = {
        "type": envelope.type[:80],
        "livemode": envelope.livemode,
        "object_ref": envelope.object_ref[:120],
        "provider_created": envelope.created,
        "payload": envelope.hints,
        "api_version": envelope.api_version[:40],
        "state": State.RECEIVED if envelope.is_wanted else State.IGNORED,
    }
    try:
        with transaction.atomic():
            return ProviderEvent.objects.get_or_create(
                provider=provider, event_id=envelope.event_id[:120], defaults=fields
            )[0]
    except IntegrityError:
        return ProviderEvent.objects.get(provider=provider, event_id=envelope.event_id[:120])


def handle(*, event) -> bool:
    """Act on a message that was kept; True when it is done. One that we cannot place waits for the reconcile job."""
    ProviderEvent.objects.filter(pk=event.pk).update(attempts=F("attempts") + 1)
    event.refresh_from_db()
    pledge = pledge_of(event)
    if pledge is None:
        return _put_off(event, "unknown object")
    if event.pledge_id is None:
        event.pledge = pledge
        event.save(update_fields=["pledge"])
    try:
        sync(pledge=pledge, source=PledgeLog.Source.PROVIDER)
    except ProviderError as error:
        return _put_off(event, error)
    event.finish(State.DONE)
    return True


def _put_off(event, error):
    event.finish(State.FAILED, error)
    if event.attempts >= TRIES_BEFORE_ALERT:
        text = f"{event.type}: {event.error}"
        raise_alert(kind=Attention.Kind.EVENT, cause=f"event:{event.pk}", text=text, pledge=event.pledge)
    return False


def pledge_of(event) -> Pledge | None:
    """The pledge that a message is about, by whichever of our ids or the provider's it carries."""
    hints = event.payload
    pledges = Pledge.objects.exclude(provider=OFFICE).filter(provider=event.provider)
    known = Q(pk=None)
    if _is_uuid(hints.get("pledge")):
        known |= Q(public_id=hints["pledge"])
    for name in ("session", "subscription"):
        if hints.get(name):
            known |= Q(**{f"provider_{name}": hints[name]})
    if hints.get("payment"):
        paid = Payment.objects.filter(provider=event.provider, provider_ref=hints["payment"])
        known |= Q(pk__in=paid.values("pledge"))
    return pledges.filter(known).order_by("pk").first()


def _is_uuid(text):
    return bool(text) and len(text) == 36 and set(text) <= set("0123456789abcdef-")
