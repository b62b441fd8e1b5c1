"""What search knows of invented stories, written in bulk: the words of stories that are alike are folded once."""

from itertools import groupby

from django.db import connection, transaction

from articles.models import Edition, EditionByline
from articles.search.entries import LATEST, Entry, entry_of, key_of, vector_of
from articles.search.index import COLUMNS, unindexed
from articles.search.spelling import learn
from articles.search.tokens import FOLD

AT_ONCE = 500  # editions a transaction


def write_entries(*, but: int = 0) -> int:
    """Index what is not, but for the newest so many of the editions. How many that were."""
    made: dict[tuple, Entry] = {}
    done = 0
    left = unindexed().select_related("section").order_by("-pk")
    last, first = LATEST, left.reverse().values_list("pk", flat=True)[but : but + 1].first() or LATEST
    while editions := list(left.filter(pk__lt=last, pk__gte=first)[:AT_ONCE]):
        with transaction.atomic():
            _write(editions, made)
        last, done = editions[-1].pk, done + len(editions)
    return done


def _write(editions, made):
    ids = [edition.pk for edition in editions]
    authors = _ids_of(EditionByline.objects.filter(edition__in=ids).values_list("edition", "author"))
    topics = _ids_of(Edition.topics.through.objects.filter(edition__in=ids).values_list("edition", "topic"))
    rows = []
    for edition in editions:
        text = (edition.headline, edition.standfirst, edition.body, edition.label, edition.section_id)
        alike = (*text, authors.get(edition.pk), topics.get(edition.pk))
        entry = made.get(alike)
        if not entry:
            entry = made[alike] = entry_of(edition)
            learn(entry.words, entry.names)
        key = key_of(edition.first_published_at, edition.pk)
        vector = [vector_of(entry, edition.first_published_at)] if connection.vendor == "postgresql" else []
        rows.append([key, edition.pk, edition.article_id, *entry.columns, FOLD, *vector])
    names = [*COLUMNS, "words"] if connection.vendor == "postgresql" else COLUMNS
    marks = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO articles_searchentry ({', '.join(names)}) VALUES ({marks})", rows)  # noqa: S608


def _ids_of(rows):
    return {edition: tuple(pk for _edition, pk in some) for edition, some in groupby(sorted(rows), lambda row: row[0])}
