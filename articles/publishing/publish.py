"""What takes a story to the public and away from it again. Nothing else writes editions."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.body.document import Placed, has_words, things_placed
from articles.library.checks import reasons_about_sounds
from articles.models import Article, Edition
from articles.pictures.checks import reasons_about_pictures
from articles.publishing.agencies import reasons_of_agencies
from articles.publishing.compose import compose_edition, drop_schedule, end_of
from articles.publishing.sensitivity import reasons_of_sensitivity
from articles.publishing.unseen import draft_polls, reasons_about_polls
from articles.search.index import forget
from articles.workflow.stages import reasons_to_wait
from common.dates import in_words
from polls.desk.opening import CannotOpen, open_poll

# Set by the app: draws ahead what readers will ask for. Whatever fails in it, the story is out.
draw_ahead: Callable[[Edition], None] | None = None
NEWS = dt.timedelta(hours=1)  # an older story, brought in with others, is drawn when somebody asks for it


class CannotPublish(Exception):
    """The story is not fit to be published; `reasons` says why, in words for the editor."""

    def __init__(self, reasons):
        super().__init__("; ".join(map(str, reasons)))
        self.reasons = reasons


class NotLive(Exception):
    """There is nothing public to update or withdraw."""


class CannotPublishTogether(Exception):
    """Not one of these stories went out; `refused` pairs each that is not fit with its reasons."""

    def __init__(self, refused):
        super().__init__("; ".join(str(reason) for _article, reasons in refused for reason in reasons))
        self.refused = refused


def reasons_not_to_publish(
    article: Article, at: dt.datetime | None = None, *, placed: Sequence[Placed] | None = None
) -> list[str]:
    """What stops a story from going out at that moment. An empty list means that it may go.

    `placed` is what its body shows, for whoever has read the body already.
    """
    placed = things_placed(article.body) if placed is None else placed
    reasons = []
    if article.takedowns.standing().exists():
        reasons.append(_("The story is taken down for legal reasons. That has to be lifted first."))
    if article.is_embargoed(at):
        message = _("Under embargo until %(time)s: it cannot go out before.")
        reasons.append(message % {"time": in_words(article.embargoed_until)})
    if not article.headline.strip():
        reasons.append(_("The story has no headline."))
    reasons += reasons_of_words(article, placed)
    if not article.is_signed_inside and not article.bylines.exists():
        reasons.append(_("The story has no byline: say who wrote it."))
    if article.section_id is None:
        reasons.append(_("The story has no section."))
    return [
        *reasons,
        *reasons_of_agencies(article, at),
        *reasons_about_polls(placed),
        *reasons_about_pictures(article, placed),
        *reasons_about_sounds(placed),
        *reasons_of_sensitivity(article, placed),
    ]


def reasons_of_words(article: Article, placed: Sequence[Placed] = ()) -> list[str]:
    """What a story lacks that says nothing. One that is told in entries may begin with its standfirst alone."""
    if placed or has_words(article.body):
        return []
    if not hasattr(article, "running"):
        return [_("The story has no body.")]
    if article.standfirst.strip():
        return []
    return [
        _("Nothing stands above the entries: write a standfirst, or what is known so far, in the story’s own words.")
    ]


@transaction.atomic
def publish(*, article: Article, by: User | None, at: dt.datetime | None = None) -> Edition:
    """Put the story before readers now, or again after it was withdrawn.

    `at` is for stories whose past is brought in; it must not lie in the future: that is `schedule`.
    Raises CannotPublish.
    """
    now = timezone.now()
    return _compose(article, by=by, starts_at=min(at or now, now), substantive=True)


@transaction.atomic
def schedule(*, article: Article, by: User | None, at: dt.datetime, until: dt.datetime | None = None) -> Edition:
    """Publish at a moment to come, or change a live story then. Replaces an earlier schedule of this story.

    Without `until` the story leaves when it was to leave before, if it was; `keep_on_site` takes that back.
    Raises CannotPublish.
    """
    if at <= timezone.now():
        raise CannotPublish([_("That time has passed: choose one to come, or publish now.")])
    if until and until <= at:
        raise CannotPublish([_("The story would end before it begins.")])
    return _compose(article, by=by, starts_at=at, until=until, substantive=True)


@transaction.atomic
def publish_update(*, article: Article, by: User | None, substantive: bool, at: dt.datetime | None = None) -> Edition:
    """Replace what readers see by the desk's words. Only a substantive update moves the public date.

    Raises NotLive or CannotPublish.
    """
    now = timezone.now()
    at = min(at or now, now)
    if not article.editions.live(at=at).exists():
        raise NotLive
    return _compose(article, by=by, starts_at=at, substantive=substantive)


@transaction.atomic
def publish_together(*, articles: Iterable[Article], by: User | None, at: dt.datetime | None = None) -> list[Edition]:
    """Put several stories before readers at one instant, now or to come: all of them, or none.

    Raises CannotPublish for the moment and CannotPublishTogether for the stories.
    """
    now = timezone.now()
    if at and at <= now:
        raise CannotPublish([_("That time has passed: choose one to come, or publish now.")])
    editions, refused = [], []
    for article in sorted(articles, key=lambda article: article.pk):
        try:
            refuse_unchanged(article)
            editions.append(_compose(article, by=by, starts_at=at or now, substantive=True))
        except CannotPublish as refusal:
            refused.append((article, refusal.reasons))
    if refused:
        raise CannotPublishTogether(refused)
    return editions


@transaction.atomic
def publish_with_polls(*, article: Article, by: User) -> Edition:
    """Put the story before readers, or its new facts, and open the draft polls that it places in the same step.

    Raises CannotPublish; then no poll is open either.
    """
    try:
        for poll in draft_polls(things_placed(article.body)):
            open_poll(poll=poll, by=by)
    except CannotOpen as refusal:
        raise CannotPublish(refusal.reasons) from None
    if article.editions.live().exists():
        return publish_update(article=article, by=by, substantive=True)
    return publish(article=article, by=by)


def refuse_unchanged(article: Article) -> None:
    """A second click must not look like news to readers. Raises CannotPublish."""
    live = article.live_edition()
    if live and not article.is_changed_since(live):
        raise CannotPublish([_("Readers already have these words: nothing has changed since they went live.")])


@transaction.atomic
def hold_to_embargo(*, article: Article) -> dt.datetime | None:
    """Call off a schedule that an embargo, set after it, forbids. Gives back the moment that was called off."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    scheduled = article.editions.scheduled().order_by("starts_at").first()
    if not (scheduled and article.is_embargoed(scheduled.starts_at)):
        return None
    drop_schedule(article)
    return scheduled.starts_at


@transaction.atomic
def cancel_schedule(*, article: Article) -> None:
    """Call off what was to be published; what is live stays. Raises NotLive where nothing is scheduled."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    if not article.editions.scheduled().exists():
        raise NotLive
    drop_schedule(article)


@transaction.atomic
def keep_on_site(*, article: Article) -> None:
    """Take back that the story is to leave the site: what is live stays, and so does what is scheduled.

    Raises NotLive where no end is known.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    now = timezone.now()
    ending = list(article.editions.filter(leaves_at__gt=now, ends_at__gt=now))
    if not ending:
        raise NotLive
    for edition in ending:
        change = article.editions.filter(starts_at__gt=edition.starts_at).order_by("starts_at").first()
        ends_at = change.starts_at if change else None
        article.editions.filter(pk=edition.pk).update(leaves_at=None, ends_at=ends_at)


@transaction.atomic
def withdraw(*, article: Article, by: User | None, notice: str = "", instead: Article | None = None) -> None:
    """Take the story from the site: readers get a short notice with status 410, or are sent to another live story.

    Raises NotLive where one of the two is not live.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    now = timezone.now()
    live = article.live_edition(at=now)
    if not live or (instead and (instead == article or not instead.live_edition(at=now))):
        raise NotLive
    end_live(article, now)
    Article.objects.filter(pk=article.pk).update(withdrawn_at=now, withdrawal_notice=notice, withdrawn_to=instead)


def end_live(article: Article, now: dt.datetime) -> None:
    """Nothing of the story is public any more, nor will be by itself. For a story whose row is locked."""
    drop_schedule(article)
    # One that begins at this very instant has to last a moment, for an edition ends after it began.
    article.editions.live(at=now).update(ends_at=Greatest(Value(now), F("starts_at") + dt.timedelta.resolution))
    forget(article)


def _compose(article, *, by, starts_at, until=None, substantive):
    """The next edition of the story, or CannotPublish with all that is against it."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    placed = things_placed(article.body)
    if reasons := [*reasons_not_to_publish(article, starts_at, placed=placed), *reasons_to_wait(article, by=by)]:
        raise CannotPublish(reasons)
    edition = compose_edition(
        article,
        by=by,
        starts_at=starts_at,
        leaves_at=until or end_of(article, starts_at=starts_at),
        substantive=substantive,
        placed=placed,
    )
    Article.objects.filter(pk=article.pk).update(withdrawn_at=None, withdrawal_notice="", withdrawn_to=None)
    if draw_ahead and starts_at > timezone.now() - NEWS:
        transaction.on_commit(partial(draw_ahead, edition), robust=True)
    return edition
