"""The Courier's appeal for a coast reporter, its two versions, the wall, and a bank statement to be gone through."""

import csv
import datetime as dt
import io
from random import Random

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article
from supporters.models import (
    Acquisition,
    Ask,
    AskDaily,
    AskVariant,
    Campaign,
    Pledge,
    Recognition,
    StaffNote,
    StatementLine,
)
from supporters.money.bank_statements import set_aside, take_statement
from supporters.providers import OFFICE

VERSIONS = {
    "A": (
        "Become a Supporter",
        "Someone sat through the meeting, rang the people concerned and checked what they said. The Courier is free "
        "for all to read because some of its readers pay for it.\n\nPlease join them.",
        "Become a Supporter",
    ),
    "B": (
        "Who else would have told you?",
        "No other paper sends a reporter to Saltmere’s meetings. Ours goes because readers such as you pay the bus "
        "fare, the notebook and the hours.",
        "Send our reporter",
    ),
}
MESSAGES = ["For the court reports", "In memory of the old reading room", "Because of the tide tables", ""]


def start_campaign() -> Campaign:
    """A goal that is reached by about half, with money from the harbour fair that is in no pledge."""
    today = timezone.localdate()
    return Campaign.objects.create(
        title="A reporter for the coast",
        goal=180_000,
        currency=settings.CURRENCY,
        is_public=True,
        reason="From the barrier to the wash nobody reports full time. With £1,800 we can pay for the first months.",
        starts_on=today - dt.timedelta(days=40),
        ends_on=today + dt.timedelta(days=50),
        offset=41_250,
        offset_note="Buckets at the harbour fair",
    )


def fill_supporter_desk(articles: dict[str, Article]) -> None:
    """What the supporter desk finds on a working day."""
    chance = Random("fundraising")
    desk = User.objects.get(username="supporters")
    _count_pledges(Campaign.objects.get())
    _try_two_versions(list(articles.values()), chance)
    _put_names_up(desk, chance)
    take_statement(content=_statement().encode(), name="statement-november.csv", by=desk)
    advert = StatementLine.objects.unmatched().get(words__contains="ADVERT")
    set_aside(line=advert, reason="an advertisement", by=desk)
    for pledge in Pledge.objects.filter(state=Pledge.State.AWAITING).order_by("pk")[:2]:
        StaffNote.objects.create(pledge=pledge, text="Rang: pays at the front desk on market day.", by=desk)


def _count_pledges(campaign):
    """The demonstration's pledges are dated back, so only those of the campaign's time count towards it."""
    early = Acquisition.objects.filter(campaign=campaign, pledge__created_at__date__lt=campaign.starts_on)
    early.update(campaign=None)


def _try_two_versions(articles, chance):
    ask = Ask.objects.create(name="Autumn appeal", is_live=True)
    versions = [
        AskVariant.objects.create(ask=ask, label=label, headline=headline, text=text, button=button)
        for label, (headline, text, button) in VERSIONS.items()
    ]
    today = timezone.localdate()
    days = []
    for ago in range(1, 22):
        for place, article in enumerate(articles[:6]):
            variant = versions[(ago + place) % 2]
            views = chance.randint(60, 180)
            clicks = sum(chance.random() < (0.035 if variant.label == "B" else 0.018) for _ in range(views))
            day = today - dt.timedelta(days=ago)
            days.append(AskDaily(variant=variant, article=article, day=day, views=views, clicks=clicks))
    AskDaily.objects.bulk_create(days)
    for place, origin in enumerate(Acquisition.objects.exclude(article=None).order_by("pk")):
        Acquisition.objects.filter(pk=origin.pk).update(variant=versions[place % 3 > 0])


def _put_names_up(desk, chance):
    """Most names were looked at; a few wait."""
    for number, row in enumerate(Recognition.objects.waiting().order_by("pk")):
        row.message = chance.choice(MESSAGES)
        row.level = Recognition.Level.MESSAGE if row.message else Recognition.Level.NAME
        row.save(update_fields=["message", "level"])
        if number % 6:
            row.moderate(Recognition.Moderation.APPROVED, by=desk)


def _statement():
    """Some lines with the reference, one with a slip in it, one with a name alone, one that is no support."""
    waiting = Pledge.objects.filter(state=Pledge.State.AWAITING, provider=OFFICE).select_related("supporter")
    today = timezone.localdate()
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(["Date", "Description", "Paid out", "Paid in"])
    for place, pledge in enumerate(waiting.order_by("pk")[:6]):
        words = [pledge.spaced_reference, pledge.reference[:-1] + "Z", pledge.supporter.name.upper()][place % 3]
        day = today - dt.timedelta(days=place + 1)
        rows.writerow([f"{day:%d/%m/%Y}", f"FPI {words}", "", f"{pledge.amount // 100}.{pledge.amount % 100:02}"])
    rows.writerow([f"{today:%d/%m/%Y}", "FPI HEXBY MARINE ADVERT 0117", "", "120.00"])
    rows.writerow([f"{today:%d/%m/%Y}", "DD BUSINESS RATES", "412.00", ""])
    return file.getvalue()
