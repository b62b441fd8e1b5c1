"""What takes a story to the public and away from it again. Nothing else writes editions."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.body.document import things_placed
from articles.models import Article, ArticlePlacement, Edition, EditionByline, EditionPlacement, Picture, Video
from articles.models.story import Story
from articles.pictures.checks import reasons_about_pictures
from articles.publishing.sensitivity import reasons_of_sensitivity
from articles.workflow.stages import reasons_to_wait
from common.dates import in_words
from polls.models import Poll


class CannotPublish(Exception):  # noqa: N818 - a fact, like Http404
    """The story is not fit to be published; `reasons` says why, in words for the editor."""

    def __init__(self, reasons):
        super().__init__("; ".join(map(str, reasons)))
        self.reasons = reasons


class NotLive(Exception):  # noqa: N818
    """There is nothing public to update or withdraw."""


class CannotPublishTogether(Exception):  # noqa: N818
    """Not one of these stories went out; `refused` pairs each that is not fit with its reasons."""

    def __init__(self, refused):
        super().__init__("; ".join(str(reason) for _article, reasons in refused for reason in reasons))
        self.refused = refused


def reasons_not_to_publish(article: Article, at: datetime | None = None) -> list[str]:
    """What stops a story from going out at that moment. An empty list means that it may go."""
    reasons = []
    if article.takedowns.standing().exists():
        reasons.append(_("The story is taken down for legal reasons. That has to be lifted first."))
    if article.is_embargoed(at):
        reasons.append(_("Under embargo until %(time)s: it cannot go out before.") % {
            "time": in_words(article.embargoed_until)
        })  # fmt: skip
    if not article.headline.strip():
        reasons.append(_("The story has no headline."))
    if not article.body.strip():
        reasons.append(_("The story has no body."))
    if not article.bylines.exists():
        reasons.append(_("The story has no byline: say who wrote it."))
    return [*reasons, *reasons_about_pictures(article), *reasons_of_sensitivity(article)]


@transaction.atomic
def publish(*, article: Article, by: User | None, at: datetime | None = None) -> Edition:
    """Put the story before readers now, or again after it was withdrawn.

    `at` is for stories whose past is brought in; it must not lie in the future: that is `schedule`.
    """
    now = timezone.now()
    return _compose(article, by=by, starts_at=min(at or now, now), substantive=True)


@transaction.atomic
def schedule(*, article: Article, by: User | None, at: datetime, until: datetime | None = None) -> Edition:
    """Publish at a moment to come, or change a live story then. Replaces an earlier schedule of this story."""
    if at <= timezone.now():
        raise CannotPublish([_("That time has passed: choose one to come, or publish now.")])
    if until and until <= at:
        raise CannotPublish([_("The story would end before it begins.")])
    return _compose(article, by=by, starts_at=at, ends_at=until, substantive=True)


@transaction.atomic
def publish_update(*, article: Article, by: User | None, substantive: bool, at: datetime | None = None) -> Edition:
    """Replace what readers see by the desk's words. Only a substantive update moves the public date."""
    now = timezone.now()
    at = min(at or now, now)
    if not article.editions.live(at=at).exists():
        raise NotLive
    return _compose(article, by=by, starts_at=at, substantive=substantive)


@transaction.atomic
def publish_together(*, articles: Iterable[Article], by: User | None, at: datetime | None = None) -> list[Edition]:
    """Put several stories before readers at one instant, now or to come: all of them, or none."""
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


def refuse_unchanged(article: Article):
    """A second click must not look like news to readers."""
    live = article.live_edition()
    if live and not article.is_changed_since(live):
        raise CannotPublish([_("Readers already have these words: nothing has changed since they went live.")])


@transaction.atomic
def hold_to_embargo(*, article: Article) -> datetime | None:
    """Call off a schedule that an embargo, set after it, forbids. Gives back the moment that was called off."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    scheduled = article.editions.scheduled().order_by("starts_at").first()
    if not (scheduled and article.is_embargoed(scheduled.starts_at)):
        return None
    _drop_schedule(article)
    return scheduled.starts_at


@transaction.atomic
def cancel_schedule(*, article: Article) -> None:
    """Call off what was to be published; what is live stays."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    if not article.editions.scheduled().exists():
        raise NotLive
    _drop_schedule(article)


@transaction.atomic
def withdraw(*, article: Article, by: User | None, notice: str = "", instead: Article | None = None) -> None:
    """Take the story from the site: readers get a short notice with status 410, or are sent to another live story."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    now = timezone.now()
    live = article.live_edition(at=now)
    if not live or (instead and (instead == article or not instead.live_edition(at=now))):
        raise NotLive
    end_live(article, now)
    Article.objects.filter(pk=article.pk).update(withdrawn_at=now, withdrawal_notice=notice, withdrawn_to=instead)


def end_live(article: Article, now: datetime) -> None:
    """Nothing of the story is public any more, nor will be by itself. For a story whose row is locked."""
    _drop_schedule(article)
    article.editions.live(at=now).update(ends_at=now)


@transaction.atomic
def read_placements(*, article: Article) -> None:
    """Bring the rows that say what the body shows in line with the body. What does not exist is left out."""
    article.placements.all().delete()
    ArticlePlacement.objects.bulk_create(
        ArticlePlacement(article=article, **{f"{kind}_id": pk}) for kind, pk in existing_things(article.body)
    )


def existing_things(body: str) -> list[tuple[str, int]]:
    """The kind and id of all that this body places and that is really there, with one query a kind."""
    placed = things_placed(body)
    models = {"picture": Picture, "poll": Poll, "video": Video, "linked": Article}
    found = {
        kind: set(model.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        for kind, model in models.items()
        if (wanted := [thing.pk for thing in placed if thing.kind == kind])
    }
    return [(thing.kind, thing.pk) for thing in placed if thing.pk in found[thing.kind]]


def _compose(article, *, by, starts_at, ends_at=None, substantive):
    """Copy what readers are to see into a new edition that begins at that moment and ends the one before it."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    if reasons := [*reasons_not_to_publish(article, starts_at), *reasons_to_wait(article, by=by)]:
        raise CannotPublish(reasons)
    _drop_schedule(article)
    earlier = article.editions.filter(starts_at__lt=starts_at)
    article.editions.live(at=starts_at).update(ends_at=starts_at)
    before = earlier.order_by("-starts_at").first()
    edition = Edition(
        **story_fields(article),
        article=article,
        version=article.version,
        starts_at=starts_at,
        ends_at=ends_at,
        first_published_at=before.first_published_at if before else starts_at,
        updated_at=starts_at if substantive or not before else before.updated_at,
        published_by=by,
    )
    edition.save()
    _copy_rows(article, edition)
    Article.objects.filter(pk=article.pk).update(withdrawn_at=None, withdrawal_notice="", withdrawn_to=None)
    return edition


def _drop_schedule(article):
    """One schedule a story: what no reader has seen yet goes, and what was to end for it goes on."""
    scheduled = article.editions.scheduled()
    starts = list(scheduled.values_list("starts_at", flat=True))
    scheduled.delete()
    article.editions.filter(ends_at__in=starts).update(ends_at=None)


def story_fields(story: Story) -> dict:
    """Every field of what a reader sees, as the abstract story declares them."""
    names = [field.attname for field in Story._meta.get_fields() if field.concrete and not field.many_to_many]
    return {name: getattr(story, name) for name in names}


def _copy_rows(article, edition):
    edition.topics.set(article.topics.all())
    EditionByline.objects.bulk_create(
        EditionByline(edition=edition, author_id=byline.author_id, role=byline.role, position=byline.position)
        for byline in article.bylines.order_by("position", "pk")
    )
    EditionPlacement.objects.bulk_create(
        EditionPlacement(edition=edition, **{f"{kind}_id": pk}) for kind, pk in existing_things(article.body)
    )
