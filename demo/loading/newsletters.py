"""The Courier's letters, and invented people at example addresses who have confirmed that they want them."""

import datetime as dt
from random import Random

from django.utils import timezone

from newsroom.newsletters.models import Newsletter, Subscription
from newsroom.newsletters.subscribing import reader_at, switch_on
from supporters.letters.newsletter import agree_to_newsletter
from supporters.models import ConsentWording
from supporters.models.consent import Purpose

LETTERS = [
    {
        "slug": "morning-tide",
        "name": "The Morning Tide",
        "description": "What happened on the coast since yesterday, in five minutes, every weekday at half past six.",
        "weekdays": "12345",
        "wall_time": dt.time(6, 30),
    },
    {
        "slug": "saturday-quay",
        "name": "The Saturday Quay",
        "description": "The stories of the week to read with a second cup, and what is on until Monday.",
        "weekdays": "6",
        "wall_time": dt.time(8, 0),
    },
    {
        "slug": "breaking",
        "name": "Breaking news",
        "description": "Only what cannot wait: at most two mails a day, and on most days none.",
        "kind": Newsletter.Kind.ALERT,
        "most_a_day": 2,
    },
]
COUNT = 48


def begin_letters() -> None:
    """Three letters, and readers of each; some are on holiday, some have left."""
    chance = Random("letters")
    letters = [Newsletter.objects.create(position=place, **facts) for place, facts in enumerate(LETTERS)]
    for number in range(COUNT):
        supporter = reader_at(f"reader.{number}@reader.example")
        for letter in chance.sample(letters, chance.choice([1, 1, 2, 3])):
            _subscribe(supporter, letter, chance)


def _subscribe(supporter, letter, chance):
    wording = ConsentWording.objects.in_words(Purpose.NEWSLETTER, letter.slug, letter.agreed_words())
    consent = agree_to_newsletter(supporter=supporter, source="demo", topic=letter.slug, wording=wording)
    subscription = Subscription.objects.create(supporter=supporter, newsletter=letter)
    subscription.asked_at = timezone.now() - dt.timedelta(days=chance.randint(1, 200))
    is_away = chance.random() < 0.1
    until = timezone.now() + dt.timedelta(days=chance.randint(2, 20)) if is_away else None
    switch_on(subscription=subscription, consent=consent, source=Subscription.Source.PAGE, paused_until=until)
