"""How an edition is made: what readers are to see, copied, with all that the edition before it knew."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.body.document import Placed, things_placed
from articles.embeds.uses import note_embeds
from articles.models import Article, ArticlePlacement, Edition, EditionByline, EditionPlacement
from articles.models.story import Story
from articles.publishing.listings import list_edition
from articles.publishing.months import note_month
from articles.search.index import index


def compose_edition(
    article: Article,
    *,
    by: User | None,
    starts_at: dt.datetime,
    leaves_at: dt.datetime | None,
    substantive: bool,
    placed: Sequence[Placed],
) -> Edition:
    """An edition that begins at that moment and ends the one before it. For a story whose row is locked."""
    drop_schedule(article)
    before = article.editions.filter(starts_at__lt=starts_at).order_by("-starts_at").first()
    article.editions.live(at=starts_at).update(ends_at=starts_at)
    edition = Edition.objects.create(
        **story_fields(article),
        article=article,
        version=article.version,
        starts_at=starts_at,
        ends_at=leaves_at,
        leaves_at=leaves_at,
        first_published_at=before.first_published_at if before else starts_at,
        updated_at=starts_at if substantive or not before else before.updated_at,
        published_by=by,
    )
    _copy_rows(article, edition, placed)
    note_embeds(edition)
    list_edition(edition)
    note_month(edition)
    index(edition)
    return edition


def end_of(article: Article, *, starts_at: dt.datetime) -> dt.datetime | None:
    """When a story leaves the site again, as the edition knew that one beginning then would replace.

    That is the scheduled edition for one to come, and what is live for one that begins now.
    """
    scheduled = article.editions.scheduled().first()
    live = article.editions.live(at=min(starts_at, timezone.now())).first()
    replaced = scheduled or live if starts_at > timezone.now() else live or scheduled
    end = replaced and replaced.leaves_at
    return end if end and end > starts_at else None


def drop_schedule(article: Article) -> None:
    """What no reader has seen yet goes, and what was to end for it goes on to its own end."""
    scheduled = article.editions.scheduled()
    starts = list(scheduled.values_list("starts_at", flat=True))
    scheduled.delete()
    for edition in article.editions.filter(ends_at__in=starts):
        article.editions.filter(pk=edition.pk).update(ends_at=edition.leaves_at)


def story_fields(story: Story) -> dict:
    """Every field of what a reader sees, as the abstract story declares them."""
    names = [field.attname for field in Story._meta.get_fields() if field.concrete and not field.many_to_many]
    return {name: getattr(story, name) for name in names}


@transaction.atomic
def read_placements(*, article: Article) -> None:
    """Bring the rows that say what the body shows in line with the body. What does not exist is left out."""
    article.placements.all().delete()
    ArticlePlacement.objects.bulk_create(
        ArticlePlacement(article=article, **{f"{thing.kind}_id": thing.pk})
        for thing in existing_things(things_placed(article.body))
    )


def existing_things(placed: Iterable[Placed]) -> list[Placed]:
    """Of what a body places, that which is really there, with one query a kind.

    Without corrections: they are facts of the story, which it does not use but has.
    """
    models = {kind: ArticlePlacement.model_of(kind) for kind in ArticlePlacement.KINDS}
    placed = list(placed)
    found = {
        kind: set(model.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        for kind, model in models.items()
        if (wanted := [thing.pk for thing in placed if thing.kind == kind])
    }
    return [thing for thing in placed if thing.pk in found.get(thing.kind, ())]


def _copy_rows(article, edition, placed):
    edition.topics.set(article.topics.all())
    EditionByline.objects.bulk_create(
        EditionByline(edition=edition, author_id=byline.author_id, role=byline.role, position=byline.position)
        for byline in article.bylines.order_by("position", "pk")
    )
    EditionPlacement.objects.bulk_create(
        EditionPlacement(edition=edition, **{f"{thing.kind}_id": thing.pk}) for thing in existing_things(placed)
    )
