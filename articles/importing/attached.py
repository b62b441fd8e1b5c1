"""What hangs on stories that were written: bylines, topics, old addresses, corrections, their series, their pairs."""

import uuid
from collections.abc import Mapping, Sequence

from articles.importing.items import OldStory
from articles.importing.old_links import keep_paths
from articles.importing.subjects import Subjects
from articles.models import Article, Byline, Correction, Entry, SeriesPart, Translation
from articles.models.importing import ImportRow, ImportRun
from common.languages import known_language, language_of
from common.text import clean_block

Line = tuple[ImportRow, OldStory, Article]
LONGEST_CORRECTION = 1000


def attach(run: ImportRun, subjects: Subjects, stories: Sequence[Line]) -> None:
    """Who wrote them and what they are filed under, drafts too. A story that came before has lost its own by now."""
    lines, filed, topics = [], [], Article.topics.through
    for _row, story, article in stories:
        people = subjects.signed(story)
        lines += [
            Byline(article=article, author=person, role=role, position=place)
            for place, (person, role) in enumerate(people)
        ]
        _section, found = subjects.filed(story.terms, story.primary_term)
        filed += [topics(article=article, topic=topic) for topic in found]
    Byline.objects.bulk_create(lines)
    topics.objects.bulk_create(filed, ignore_conflicts=True)


def attach_in_public(run: ImportRun, subjects: Subjects, stories: Sequence[Line]) -> None:
    """What is told of stories that readers get alone: their old addresses, and what else is a fact about them."""
    taken = keep_paths(run, [(article, story) for _row, story, article in stories])
    for row, _story, article in stories:
        row.facts["paths_taken"] = taken.get(article.pk, [])
    _join(run, subjects, stories)


def correct(run: ImportRun, story: OldStory, article: Article, entries: Mapping[str, Entry]) -> None:
    """Those that are not here yet, each at its entry if it is of one that came.

    They are known by their moment and their words, which never change.
    """
    if not story.corrections:
        return
    here = {(row.made_at, row.wording): row for row in article.corrections.all()}
    by_key: dict[str, Correction] = {}
    for old in story.corrections:
        if old.entry and old.entry not in entries:
            continue
        before = by_key.get(old.supersedes)
        wording = clean_block(old.wording)[:LONGEST_CORRECTION]
        by_key[old.old_id] = here.get((old.made_at, wording)) or Correction.objects.create(
            article=article,
            kind=old.kind if old.kind in Correction.Kind else Correction.Kind.CORRECTION,
            wording=wording,
            place=old.place if old.place in Correction.Place else Correction.Place.TOP,
            supersedes=before if before and before.is_current() else None,
            entry=entries.get(old.entry),
            made_at=old.made_at,
            run=run,
        )


def _join(run, subjects, stories):
    """Their places in series and in pairs, where the desk here has given them none."""
    parts = [
        SeriesPart(article=article, series=subjects.series(story.series), position=story.series.position)
        for _row, story, article in stories
        if story.series
    ]
    SeriesPart.objects.bulk_create(parts, ignore_conflicts=True)
    pairs = [
        Translation(article=article, pair=_pair(run, story), language=language_of(article.language))
        for _row, story, article in stories
        if story.pair and (known_language(story.language) or not story.language)
    ]
    Translation.objects.bulk_create(pairs, ignore_conflicts=True)


def _pair(run, story):
    """The pair's own name, unless a story that did not come from this old site bears it here."""
    try:
        own = uuid.UUID(story.pair)
    except ValueError:  # other systems number their pairs, each site from 1
        return uuid.uuid5(uuid.NAMESPACE_URL, f"{run.site} {story.pair}")
    others = Translation.objects.filter(pair=own).exclude(article__source_keys__site=run.site)
    return uuid.uuid5(own, run.site) if others.exists() else own
