"""The letter that says how to pay a pledge."""

from django.conf import settings

from supporters.letters.queue import queue_letter
from supporters.letters.terms import what_will_be_paid
from supporters.models import OutboxMail
from supporters.providers import provider_of


def send_instructions(*, pledge) -> OutboxMail:
    promise = what_will_be_paid(
        amount=pledge.amount, currency=pledge.currency, frequency=pledge.frequency, today=pledge.made_on
    )
    return queue_letter(
        key=f"instructions:{pledge.pk}",
        to=pledge.supporter.email,
        template="instructions",
        context={
            "pledge": pledge,
            "supporter": pledge.supporter,
            "promise": promise,
            "instructions": provider_of(pledge).start(pledge),
            "link": settings.SITE_URL + pledge.get_absolute_url(),
        },
    )
