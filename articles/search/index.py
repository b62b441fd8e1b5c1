"""Keep the index in line with the editions. Called by publishing, in the transaction of what it does."""

import datetime as dt

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from articles.models import Article, Edition, EntryEdition, SearchEntry
from articles.search.entries import Entry, entry_of, key_of, vector_of
from articles.search.passages import add_passages, drop_ended, keep_passage
from articles.search.spelling import learn_in_turn
from articles.search.tokens import FOLD

COLUMNS = ("key", "edition_id", "article_id", "headline", "standfirst", "people", "body", "marks", "fold")
DELETE = """DELETE FROM articles_searchentry WHERE article_id = %s AND (edition_id = %s OR edition_id IN (
SELECT id FROM articles_edition WHERE article_id = %s AND ends_at <= %s))"""
INSERT = "INSERT INTO articles_searchentry ({}) VALUES ({}) ON CONFLICT (key) DO NOTHING"
RECENTLY = dt.timedelta(days=30)


def index(edition: Edition) -> None:
    """Let search find the edition from when it begins, and no more those of its story that have ended."""
    entry = entry_of(edition)
    add_passages(entry, story=edition.article_id)
    _insert(edition, entry)
    learn_in_turn(entry.words, entry.names)


@transaction.atomic
def index_entries(*, story: int, new: EntryEdition | None = None) -> None:
    """Let search find the story by what readers have of its entries now, of which this one has just come."""
    # Whoever publishes the story itself has this row too: the later of the two puts the words of both together.
    list(Article.objects.select_for_update(no_key=True).filter(pk=story).values_list("pk"))
    drop_ended(story)
    if new:
        keep_passage(new)
    current = Edition.objects.exclude(ends_at__lte=timezone.now()).filter(article=story, search_entry__isnull=False)
    for edition in current.select_related("section"):
        entry = entry_of(edition)
        add_passages(entry, story=story)
        _insert(edition, entry)


def forget(article: Article) -> None:
    """Nothing of the story is to be found. What is scheduled goes by itself, with its edition."""
    SearchEntry.objects.filter(article=article).delete()


def tidy() -> int:
    """Let go of what ended lately by the clock, which nobody finds any more. How many entries that were."""
    now = timezone.now()
    over = Edition.objects.filter(ends_at__lte=now, ends_at__gt=now - RECENTLY)
    return SearchEntry.objects.filter(edition__in=over).delete()[0]


def unindexed() -> QuerySet[Edition]:
    """Editions, live or to come, that search does not know, or by an older folding."""
    entries = SearchEntry.objects.filter(edition=OuterRef("pk"), fold=FOLD)
    return Edition.objects.exclude(ends_at__lte=timezone.now()).filter(~Exists(entries))


def _insert(edition: Edition, entry: Entry):
    key = key_of(edition.first_published_at, edition.pk)
    names, values = list(COLUMNS), [edition.pk, edition.article_id, *entry.columns, FOLD]
    if connection.vendor == "postgresql":
        names.append("words")
        values.append(vector_of(entry, edition.first_published_at))
    statement = INSERT.format(", ".join(names), ", ".join(["%s"] * len(names)))
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(DELETE, [edition.article_id, edition.pk, edition.article_id, now])
        cursor.execute(statement, [key, *values])
        while cursor.rowcount == 0:  # another edition of that second has the place: only past 16 million of them
            key += 1
            cursor.execute(statement, [key, *values])
