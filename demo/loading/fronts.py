"""The Courier's fronts as its editor has arranged them, and tonight's breaking bar."""

import datetime as dt

from django.contrib.auth.models import User
from django.utils import timezone

from articles.fronts.arrange import front_of, publish_front, save_draft
from articles.models import Article, BreakingBar, FrontArrangement, FrontSlot, Section

BAR_HOURS = 6


def arrange_fronts(articles: dict[str, Article]) -> None:
    """A morning's front, the evening's after it, a draft for tomorrow, and a section with a front of its own."""
    barrier, derby = articles["barrier-holds-as-tide-peaks"], articles["curlews-derby-akerele-winner"]
    bakery, review = articles["pask-bakery-employee-owned"], articles["case-review-poll"]
    evening = [
        _pinned(barrier, "lead", headline="The night the barrier held"),
        *_automatic("card", 4),
        *_automatic("line", 2),
        _pinned(articles["wend-rises-flood-night"], "feature"),
        *_automatic("line", 2),
        _pinned(derby, "feature"),
        *_automatic("line", 3),
    ]
    _publish(None, [_pinned(review, "lead"), *_automatic("card", 6)], hours_ago=9)
    _publish(None, evening)
    _save(None, [*evening[:3], _pinned(bakery, "card", kicker="Tomorrow"), *evening[3:]])
    _publish(Section.objects.get(slug="sport"), [_pinned(derby, "lead"), *_automatic("card", 3)])
    now = timezone.now()
    BreakingBar.objects.create(
        words="Fish Quay stays closed to traffic until the morning tide has turned",
        article=barrier,
        starts_at=now,
        ends_at=now + dt.timedelta(hours=BAR_HOURS),
        made_by=_editor(),
    )


def _editor():
    return User.objects.get(username="editor")


def _pinned(article, size, **words):
    return FrontSlot(article=article, size=size, **words)


def _automatic(size, count):
    return [FrontSlot(size=size) for _ in range(count)]


def _save(section, slots):
    save_draft(section=section, slots=slots, version=front_of(section).version, by=_editor())


def _publish(section, slots, *, hours_ago=0):
    _save(section, slots)
    arrangement = publish_front(section=section, version=front_of(section).version, by=_editor())
    published_at = arrangement.published_at - dt.timedelta(hours=hours_ago)
    FrontArrangement.objects.filter(pk=arrangement.pk).update(made_at=published_at, published_at=published_at)
