"""The stories that leave the house, as plain values: what readers have of each, and nothing of the desk's."""

import datetime as dt
from collections.abc import Callable, Iterator

from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone

from articles.body.document import Placed, word_count
from articles.exporting.facts import (
    DocumentFacts,
    FilmFacts,
    KeyOf,
    LinkFacts,
    PictureFacts,
    PollFacts,
    SoundFacts,
    as_values,
)
from articles.exporting.story_html import story_html
from articles.models import Article, Correction, Edition, EditionByline, EditionPlacement, EntryEdition, Topic
from articles.models.story import OUTSIDE, Sensitivity, Story
from articles.publishing.placed_corrections import corrections_in_place
from articles.publishing.unseen import may_be_shown
from common import tombstones
from common.languages import language_of
from common.linked_data import whole_address

FORM = "newsroom-story/1"
AT_ONCE = 100  # editions


def public_editions() -> QuerySet[Edition]:
    """What readers have now. A stone takes a story away even where the database has not heard of it."""
    return Edition.objects.live().exclude(article__in=list(tombstones.taken_down()))


def public_entries() -> QuerySet[EntryEdition]:
    """The same of entries: what is withdrawn or taken down, or stands in a story that is, is not among them."""
    entries = EntryEdition.objects.live().exclude(story__in=list(tombstones.taken_down()))
    return entries.exclude(uuid__in=list(tombstones.entries_taken_down()))


def public_corrections(corrections: QuerySet[Correction]) -> QuerySet[Correction]:
    """Those of whole stories, and those of an entry for as long as readers have that; its id is `entry_uuid`."""
    return corrections.without_gone_entries().annotate(entry_uuid=F("entry__uuid"))


def with_all_told(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """These with everything that is told of them, in a fixed number of queries for each batch."""
    placed = EditionPlacement.objects.select_related(
        "picture", "video__poster", "poll__tally", "linked", "document", "sound"
    )
    now = public_editions().select_related("section").defer("body")
    placed = placed.prefetch_related("poll__choices", Prefetch("linked__editions", now, to_attr="live_now"))
    corrections = public_corrections(Correction.objects.current()).order_by("made_at", "pk")
    whole_row = ("section__parent", "lead_picture", "article__translation", "article__series_part__series")
    whole_row += ("article__running", "social_picture")
    return editions.select_related(*whole_row).prefetch_related(
        Prefetch("bylines", EditionByline.objects.select_related("author")),
        Prefetch("topics", Topic.objects.order_by("name")),
        Prefetch("placements", placed),
        Prefetch("article__corrections", corrections, to_attr="current_corrections"),
    )


def stories_of(editions: QuerySet[Edition], *, key_of: KeyOf) -> Iterator[dict]:
    """The plain form of each, in their order. One batch is in memory at a time."""
    for edition in with_all_told(editions).iterator(chunk_size=AT_ONCE):
        yield plain_story(edition, key_of=key_of)


def plain_story(edition: Edition, *, key_of: KeyOf) -> dict:
    """One story with what readers may see of it now. What it does not have is left out."""
    article = edition.article
    shown = things_shown(edition, key_of)
    told = {
        "form": FORM,
        "id": str(article.uuid),
        "version": edition.version,
        "address": whole_address(edition.get_absolute_url()),
        **words_of(edition),
        "published_at": moment(edition.first_published_at),
        "updated_at": moment(edition.updated_at),
        "starts_at": moment(edition.starts_at),
        "version_at": moment(max([edition.starts_at, *(made.made_at for made in article.current_corrections)])),
        "leaves_at": moment(edition.leaves_at),
        "html": story_html(edition.body, shown | corrections_in_place(edition.body, article.current_corrections)),
        "words": word_count(edition.body),
        "picture": _lead(edition, key_of),
        "social_picture": social_picture(edition, key_of, may_be_shown),
        "pictures": values_of(shown, PictureFacts),
        "films": values_of(shown, FilmFacts),
        "documents": values_of(shown, DocumentFacts),
        "sounds": values_of(shown, SoundFacts),
        "links": [fact.key for fact in shown.values() if isinstance(fact, LinkFacts)],
        "polls": [fact.as_dict() for fact in shown.values() if isinstance(fact, PollFacts)],
        "corrections": [correction_facts(correction) for correction in article.current_corrections],
        "care": _care(edition),
        "series": _series(article),
        "translation": _pair(article),
        "running": running_facts(article),
    }
    return {name: value for name, value in told.items() if value not in ("", None, [])}


def words_of(story: Story) -> dict:
    """What an edition and the desk's copy alike say around the body."""
    return {
        "slug": story.slug,
        "headline": story.headline,
        "kicker": story.kicker,
        "standfirst": story.standfirst,
        "label": story.label,
        "language": language_of(story.language),
        "outside": {name: getattr(story, name) for name in OUTSIDE if getattr(story, name)} or None,
        "section": {"slug": story.section.slug, "name": story.section.name} if story.section_id else None,
        "topics": [{"slug": topic.slug, "name": topic.name} for topic in story.topics.all()],
        "bylines": [
            {"author": line.author.slug, "name": line.author.name, "role": line.role} for line in story.lines_in_order()
        ],
    }


def things_shown(story: Story, key_of: KeyOf, *, may_be_shown: Callable = may_be_shown) -> dict[Placed, object]:
    """What the placeholders of its body stand for, as far as readers may see that."""
    told = {}
    for line in story.placements.all():
        if line.kind == "linked":
            for now in line.linked.live_now:
                told[Placed("linked", line.linked_id)] = LinkFacts.of(now, line.linked.uuid)
        elif may_be_shown(thing := getattr(line, line.kind)):
            told[Placed(line.kind, line.placed_id)] = _facts_of(line.kind, thing, key_of)
    return told


def _facts_of(kind, thing, key_of):
    if kind == "picture":
        return PictureFacts.of(thing, key_of)
    return {"poll": PollFacts, "video": FilmFacts, "document": DocumentFacts, "sound": SoundFacts}[kind].of(thing)


def _lead(edition, key_of):
    picture = edition.shown_picture
    return as_values(PictureFacts.of(picture, key_of, caption=edition.lead_caption)) if picture else None


def social_picture(story: Story, key_of: KeyOf, shows: Callable) -> dict | None:
    """The picture for where the story is shared, if that is another."""
    own = story.social_picture
    return as_values(PictureFacts.of(own, key_of)) if own and shows(own) else None


def values_of(shown: dict[Placed, object], kind: type) -> list[dict]:
    return [as_values(fact) for fact in shown.values() if isinstance(fact, kind)]


def correction_facts(correction: Correction) -> dict:
    """For those that `public_corrections` found."""
    return {
        "id": correction.pk,
        "kind": correction.kind,
        "wording": correction.wording,
        "place": correction.place,
        "made_at": moment(correction.made_at),
        **({"entry": str(correction.entry_uuid)} if correction.entry_uuid else {}),
    }


def running_facts(article: Article) -> dict | None:
    """That the story is told in entries, since when and until when. The entries themselves are read apart."""
    course = getattr(article, "running", None)
    if course is None:
        return None
    told = {"begun_at": moment(course.begun_at), "newest_first": course.newest_first}
    return told | ({"ended_at": moment(course.ended_at)} if course.is_over else {})


def _care(edition):
    """What a page shows another face for, so that whoever prints the story can do so too."""
    gentle = {} if edition.sensitivity == Sensitivity.NORMAL else {"sensitivity": edition.sensitivity}
    return (gentle | ({"abuse_or_suicide": True} if edition.abuse_or_suicide else {})) or None


def _series(article):
    part = getattr(article, "series_part", None)
    return {"slug": part.series.slug, "name": part.series.name, "position": part.position} if part else None


def _pair(article):
    """By which a story and its translation find each other."""
    translation = getattr(article, "translation", None)
    return {"pair": str(translation.pair), "language": translation.language} if translation else None


def moment(at: dt.datetime | None) -> str | None:
    """A moment as JSON has it, with its zone."""
    return timezone.localtime(at).isoformat(timespec="microseconds" if at.microsecond else "seconds") if at else None
