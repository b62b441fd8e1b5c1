"""What a service reports of a letter: the same row and the same suppression as a report in the mailbox.

A report is believed because the service said it under our secret. Whom it is about is told by the mark that the letter
carried, which names a subscription. Other mail carries none: there the address counts, where it is a supporter's.
"""

import hashlib
import json

from newsroom.newsletters.bounces.reports import CODE, kind_of
from newsroom.newsletters.bounces.return_path import subscription_of
from newsroom.newsletters.bounces.take import note_bounce
from newsroom.newsletters.leaving import leave
from newsroom.newsletters.models import BounceEvent, Subscription
from newsroom.newsletters.models.keys import hmac_of_address
from supporters.models import Supporter
from supporters.people.returned_mail import alert_of_returned_mail

Kind = BounceEvent.Kind
LEFT = "left"
LONGEST = 1000  # signs that are looked at; what is kept is shorter
# The package says “bounced” of these too: where the service itself calls it passing, it is.
FIELDS = ("event", "Type", "type")  # of Brevo and Mandrill, Postmark, Resend and MailerSend
PASSING = ("soft", "transient", "undetermined", "temporary")


def take_event(*, event, service: str) -> BounceEvent | None:
    """Take one event as django-anymail reads it. None where it means nothing here: delivered, put off, opened, clicked.

    The same message and meaning count once, however often they are told.
    """
    subscription = _subscription(event)
    meaning = meaning_of(event)
    if meaning == LEFT and subscription:
        leave(subscription=subscription, source="sending service")
    supporter = None if subscription else _supporter_at(event.recipient)
    address_hmac = subscription.address_hmac if subscription else supporter and hmac_of_address(supporter.email)
    if meaning in {"", LEFT} or not address_hmac:
        return None
    text = " ".join(_text(event).split())
    noted = note_bounce(
        event_key=_key(event, service, meaning, address_hmac),
        kind=meaning,
        address_hmac=address_hmac,
        status=_status(text),
        text=text,
        source=BounceEvent.Source.SERVICE,
    )
    if supporter and meaning == Kind.HARD:
        alert_of_returned_mail(supporter=supporter, cause=f"{noted.pk}:{supporter.pk}")
    return noted


def meaning_of(event) -> str:
    """Hard, soft, a complaint, our own fault, left. Empty for what ends no letter, and for all that follows readers.

    A code of the mail server goes before the word of the service.
    """
    reason = event.reject_reason
    if event.event_type == "complained" or (event.event_type == "rejected" and reason == "spam"):
        return Kind.COMPLAINT
    if event.event_type == "unsubscribed" or (event.event_type == "rejected" and reason == "unsubscribed"):
        return LEFT
    if event.event_type == "rejected":
        return Kind.HARD if reason in {"bounced", "invalid"} else Kind.OURS
    if event.event_type != "bounced":
        return ""
    text = _text(event)
    if said := kind_of(_status(text), text):
        return said
    if reason in {"blocked", "spam"}:
        return Kind.OURS
    is_for_good = reason in {"bounced", "invalid"} and not _is_passing(event.esp_event)
    return Kind.HARD if is_for_good else Kind.SOFT


def _is_passing(raw):
    """By the service's own word, wherever it keeps it."""
    fields = raw if isinstance(raw, dict) else {}
    bounce = fields.get("bounce")  # Amazon SES
    data = fields.get("data")  # Resend
    nested = data.get("bounce") if isinstance(data, dict) else None
    words = [fields.get(name) for name in FIELDS]
    words += [each.get(name) for each in (bounce, nested) if isinstance(each, dict) for name in ("bounceType", "type")]
    return any(mark in word.lower() for word in words if isinstance(word, str) for mark in PASSING)


def _text(event):
    said = event.mta_response or event.description
    return said[:LONGEST] if isinstance(said, str) else ""


def _status(text):
    return ".".join(next(iter(CODE.findall(text)), ()))


def _subscription(event) -> Subscription | None:
    carried = event.metadata if isinstance(event.metadata, dict) else {}
    mark = carried.get("letter")
    return subscription_of(mark) if isinstance(mark, str) else None


def _supporter_at(address):
    """Nobody where the database could not even be asked."""
    is_sound = isinstance(address, str) and address.isprintable()
    return Supporter.objects.with_address(address).first() if is_sound else None


def _key(event, service, meaning, address_hmac):
    """A message comes to one end. Services that say it again may give it another number, and some give none."""
    name = event.message_id or event.event_id or json.dumps(event.esp_event, sort_keys=True, default=str)
    return hashlib.sha256(f"{service}:{meaning}:{address_hmac}:{name}".encode(errors="replace")).hexdigest()
