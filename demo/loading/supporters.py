"""The Courier's supporters: sixty people and firms, what they promised and what has reached the office."""

import datetime as dt
import uuid
from random import Random

from django.contrib.auth.models import User
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import Article
from supporters.appeals.link_token import LeadingStory
from supporters.appeals.utm import Utm
from supporters.giving.pledge import make_pledge
from supporters.giving.promise import InHonour, Promise
from supporters.models import ContributionPage, OutboxMail, Pledge, Supporter
from supporters.money.checkout import begin_checkout
from supporters.money.receipts import record_payment
from supporters.money.sync import sync
from supporters.providers.sandbox_bank import bank
from supporters.providers.sandbox_bank.bank import Outcome

COUNT = 60
FIRST = [
    "Alda",
    "Barnaby",
    "Cecily",
    "Dov",
    "Edith",
    "Fergus",
    "Gwilym",
    "Hester",
    "Imogen",
    "Jory",
    "Keziah",
    "Lorcan",
    "Maud",
    "Ned",
    "Ottilie",
    "Piers",
    "Quilla",
    "Rafiq",
    "Sabine",
    "Tobiah",
]
LAST = [
    "Amberley-Voss",
    "Brackwater",
    "Coldstaithe",
    "Dunnaby",
    "Eversholt-Pym",
    "Fenwicke-Rao",
    "Gantry",
    "Hexby",
    "Islip-Marsh",
    "Jessamy",
]
AMOUNTS = {"once": [1000, 2000, 2500, 5000, 10000], "month": [300, 500, 800, 1200], "year": [3600, 6000, 12000]}

# What the pretended bank does with each; the last reader is still at the card page.
CARDS = [
    ("month", 800, Outcome.PAYS),
    ("year", 6000, Outcome.PAYS),
    ("once", 2500, Outcome.DISPUTED),
    ("once", 2000, Outcome.REFUNDED),
    ("once", 1000, Outcome.SLOW),
    ("month", 500, None),
]
LINKS = [
    Utm("newsletter", "e-mail", "autumn"),
    Utm("newsletter", "e-mail", "sunday letter"),
    Utm("social.example", "post", "coast reporter"),
    Utm(referrer="search.example"),
]

PAYS_FOR = {
    ("month", 300): "a reporter’s bus fares",
    ("month", 500): "an evening at the council",
    ("month", 1000): "a morning in court",
    ("once", 1000): "a copy of the court list",
    ("once", 2500): "a day of photographs",
    ("once", 5000): "a week of tide and weather pages",
    ("year", 3000): "a seat at twelve parish meetings",
    ("year", 6000): "a month of court reports",
    ("year", 12000): "a freedom of information appeal",
}


def sign_up_supporters(articles: dict[str, Article]) -> None:
    """Each promises something on one of the past days; most have paid, and the desk has recorded it."""
    chance = Random("supporters")
    page = _say_where_money_goes()
    desk = User.objects.get(username="supporters")
    stories = [article for article in articles.values() if article.live_edition() and article.sensitivity == "normal"]
    for number in range(COUNT):
        days = int(chance.triangular(0, 200, 20))
        pledge = _promise(number, days, page, chance, stories)
        if chance.random() < 0.85:
            _pay(pledge, days, desk, chance)
    for number, (frequency, amount, outcome) in enumerate(CARDS, start=COUNT):
        _give_by_card(_promise(number, 0, page, chance, stories, frequency, amount, provider="sandbox"), outcome)
    _consider_letters_sent()


def _say_where_money_goes():
    """An account that no bank has, and what each amount pays for."""
    page = ContributionPage.objects.get(is_default=True)
    page.account_name = page.cheque_payee = "The Saltmere Courier Ltd"
    page.sort_code, page.account_number = "00-00-00", "12345678"
    page.postal_address = "The Saltmere Courier\n4 Quay Street\nSaltmere"
    page.front_desk = "4 Quay Street, Monday to Friday, 9 to 5"
    page.save()
    for (frequency, amount), words in PAYS_FOR.items():
        page.presets.filter(frequency=frequency, amount=amount).update(pays_for=words)
    return page


def _promise(number, days, page, chance, stories, frequency=None, amount=None, **more):
    name = f"{FIRST[number % len(FIRST)]} {LAST[number // 6 % len(LAST)]}"
    frequency = frequency or chance.choices(["month", "year", "once"], [5, 2, 4])[0]
    story = chance.choice(stories) if chance.random() < 0.7 else None
    promise = Promise(
        page=page,
        frequency=frequency,
        amount_minor=amount or chance.choice(AMOUNTS[frequency]),
        name=name,
        email=f"{name.split()[0].lower()}.{number}@reader.example",
        is_named=chance.random() < 0.4,
        wants_newsletter=chance.random() < 0.5,
        story=_story(story),
        source="/support/",
        link=chance.choice(LINKS) if chance.random() < 0.4 else None,
        dedication=InHonour("memory", "Ned Marlock", "") if number % 15 == 0 else None,
        **more,
    )
    pledge, _ = make_pledge(submission_key=uuid.uuid4(), promise=promise)
    promised_at = timezone.now() - dt.timedelta(days=days, hours=chance.randint(0, 20))
    Pledge.objects.filter(pk=pledge.pk).update(created_at=promised_at)
    Supporter.objects.filter(pk=pledge.supporter_id).update(created_at=promised_at)
    return pledge


def _story(article):
    if article is None:
        return None
    return LeadingStory(
        article_id=article.pk, title=article.headline, url=article.get_absolute_url(), placement="story-foot"
    )


def _pay(pledge, days, desk, chance):
    """The first payment came some days later, and for a monthly promise one in each month since."""
    every = {"once": 10**6, "month": 30, "year": 365}[pledge.frequency]
    method = chance.choice(["transfer", "transfer", "transfer", "cheque", "cash"])
    for ago in range(max(0, days - chance.randint(1, 4)), -1, -every):
        record_payment(
            key=str(uuid.uuid4()),
            pledge=pledge,
            amount_minor=pledge.amount,
            method=method,
            received_on=timezone.localdate() - dt.timedelta(days=ago),
            by=desk,
        )


def _give_by_card(pledge, outcome):
    begin_checkout(pledge=pledge)
    pledge.refresh_from_db()
    if outcome:
        with bank.opened(pledge.provider_session, times=0) as account:
            bank.act(account, outcome)
        sync(pledge=pledge)


def _consider_letters_sent():
    """These letters belong to the past: no worker is to write them again today."""
    OutboxMail.objects.filter(sent_at=None).update(state=OutboxMail.State.SENT, sent_at=timezone.now())
    DBTaskResult.objects.all().delete()
