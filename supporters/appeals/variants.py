"""Which version of the appeal a story carries, and what each version has done. No cookie, no draw, nobody followed.

The versions take turns by day and story, so that a page is the same for everybody and can be kept by anybody.
"""

import datetime as dt
from contextlib import suppress
from math import sqrt
from typing import NamedTuple

from django.db import DatabaseError, transaction
from django.db.models import Count, F, Q, Sum
from django.tasks import task
from django.utils import timezone
from django.utils.crypto import salted_hmac

from common.bots import is_machine
from common.client_network import network_of
from common.counters import mark
from common.limits import CLICKS
from common.site_version import remembered
from supporters.models import Acquisition, AskDaily, AskVariant, Campaign, Pledge
from supporters.models.campaigns import CampaignProgress

DAY = 24 * 60 * 60
FEWEST_VIEWS, FEWEST_CLICKS = 200, 10  # below that a share says nothing
Z = 1.96  # 95 in 100


def live_variants() -> list[AskVariant]:
    """The versions that take turns now, in a lasting order."""
    return remembered("ask-variants", ["appeals"], _live_variants)


def _live_variants():
    return list(AskVariant.objects.filter(ask__is_live=True).order_by("pk"))


def variant_of(article_id, day=None) -> AskVariant | None:
    """The version that this story carries on a day, or None where the paper keeps to its usual words."""
    variants = live_variants()
    if not variants:
        return None
    day = day or timezone.localdate()
    return variants[(day.toordinal() + (article_id or 0)) % len(variants)]


def campaign_now() -> CampaignProgress | None:
    """How far the running campaign has come, or None. Only while one runs do pages change with the money."""
    campaign = remembered("campaign", ["appeals"], Campaign.objects.current)
    return remembered("progress", ["appeals", "money"], campaign.progress) if campaign else None


def note_click(request, story) -> None:
    """Count that a reader followed the appeal: once a day for a network and browser, and no machines.

    Nobody is kept from the page by a database that cannot be written: then the click is not counted.
    """
    agent = request.headers.get("User-Agent", "")
    is_reader = agent and not is_machine(request)
    if request.method != "GET" or not story or not story.variant_id or not is_reader:
        return
    today = timezone.localdate()
    who = f"{today} {network_of(request)} {agent} {story.variant_id} {story.article_id}"
    name = "click:" + salted_hmac("supporters.asks", who, algorithm="sha256").hexdigest()
    with suppress(DatabaseError):
        if CLICKS.allows_network_of(request) and mark(name, seconds=DAY):
            count_click.enqueue(story.variant_id, story.article_id, today.isoformat())


@task
def count_click(variant_id, article_id, day) -> None:
    articles = Acquisition._meta.get_field("article").related_model._default_manager
    article_id = article_id if articles.filter(pk=article_id).exists() else None
    if AskVariant.objects.filter(pk=variant_id).exists():
        add_to_day(variant_id=variant_id, article_id=article_id, day=dt.date.fromisoformat(day), clicks=1)


@transaction.atomic
def add_to_day(*, variant_id, article_id, day, clicks) -> None:
    row, _ = AskDaily.objects.get_or_create(variant_id=variant_id, article_id=article_id, day=day)
    AskDaily.objects.filter(pk=row.pk).update(clicks=F("clicks") + clicks)


@transaction.atomic
def set_views(*, article_id, day, views) -> None:
    """How many readers a story had on a day: they all saw the version whose turn it was."""
    variant = variant_of(article_id, day)
    if variant:
        row, _ = AskDaily.objects.get_or_create(variant=variant, article_id=article_id, day=day)
        AskDaily.objects.filter(pk=row.pk).update(views=views)


class Share(NamedTuple):
    """A share with the range in which the true one lies 95 times in 100, in hundredths of a percent."""

    count: int
    of: int
    low: int
    high: int

    @property
    def is_known(self) -> bool:
        return self.of >= FEWEST_VIEWS and self.count >= FEWEST_CLICKS

    @property
    def printed(self) -> str:
        return f"{percent(self.low)}–{percent(self.high)} %"


def percent(hundredths) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02}"


def share(count, of) -> Share:
    """Wilson's interval, which stays honest where there is little to count."""
    if not of:
        return Share(count, of, 0, 10000)
    count = min(count, of)
    rate, spread = count / of, Z * Z / of
    middle = (rate + spread / 2) / (1 + spread)
    reach = Z * sqrt(rate * (1 - rate) / of + spread / (4 * of)) / (1 + spread)
    return Share(count, of, max(round((middle - reach) * 10000), 0), min(round((middle + reach) * 10000), 10000))


class Result(NamedTuple):
    variant: AskVariant
    views: int
    clicks: Share
    pledges: int


def results_of(ask) -> list[Result]:
    """Each version of an appeal with what came of it."""
    counted = Q(acquisitions__pledge__in=Pledge.objects.counted())
    pledges = dict(ask.variants.annotate(won=Count("acquisitions", filter=counted)).values_list("pk", "won"))
    rows = ask.variants.order_by("pk").annotate(
        seen=Sum("days__views", default=0), followed=Sum("days__clicks", default=0)
    )
    return [Result(row, row.seen, share(row.followed, row.seen), pledges[row.pk]) for row in rows]


def better_of(results) -> Result | None:
    """The version that is really better, or None while the ranges overlap or too little was counted."""
    if len(results) < 2 or not all(result.clicks.is_known for result in results):
        return None
    best, second = sorted(results, key=lambda result: -result.clicks.low)[:2]
    return best if best.clicks.low > second.clicks.high else None
