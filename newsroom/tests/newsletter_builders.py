"""Letters and their readers, for tests."""

import itertools

from newsroom.newsletters.models import Newsletter, Subscription
from newsroom.newsletters.models.keys import hmac_of_address
from supporters.models import ConsentRecord, ConsentWording, Supporter
from supporters.models.consent import Purpose

_numbers = itertools.count(1)


def make_newsletter(slug="morning", **fields):
    given = {"name": f"The {slug} letter", "description": "What happened on the coast."} | fields
    return Newsletter.objects.create(slug=slug, **given)


def make_reader(email=""):
    return Supporter.objects.create(name="", email=email or f"reader-{next(_numbers)}@example.org")


def note_consent(supporter, newsletter, action="confirmed"):
    wording = ConsentWording.objects.in_words(Purpose.NEWSLETTER, newsletter.slug, f"Send me {newsletter.name}.")
    key = f"test:{next(_numbers)}"
    facts = {"topic": newsletter.slug, "action": action, "method": "link", "cause_key": key}
    return ConsentRecord.objects.create(supporter=supporter, wording=wording, **facts)


def make_subscription(newsletter, email="", state="active", **fields):
    """Somebody who asked for the letter and confirmed it."""
    supporter = make_reader(email)
    consent = note_consent(supporter, newsletter)
    return Subscription.objects.create(
        supporter=supporter,
        newsletter=newsletter,
        state=state,
        consent=consent,
        address_hmac=hmac_of_address(supporter.email),
        **fields,
    )
