"""Old addresses of an archive: kept for readers who come by them, and followed when its stories link to each other."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from django.db.models import Subquery
from django.urls import reverse

from articles.importing.items import Kind, OldStory
from articles.importing.staging import StagedMaterial
from articles.models import Article, PathRedirect, SourceKey
from articles.models.importing import ImportRow, ImportRun
from common.old_paths import old_path, old_paths

REMEMBERED = 10_000  # addresses that were looked up
EVER = dt.datetime.min.replace(tzinfo=dt.UTC)
Claim = tuple[bool, dt.datetime]  # on a path: whether it was but an earlier one, and since when its story is there


class OldLinks:
    """`hosts` are the names of the old site, with and without www."""

    def __init__(self, run: ImportRun, material: StagedMaterial, addresses: set[str]):
        self.run, self.material = run, material
        self.hosts = {""}
        for address in addresses:
            try:
                host = urlsplit(address).netloc.lower()
            except ValueError:  # what an archive says of its site may be no address
                continue
            self.hosts |= {host, host.removeprefix("www."), f"www.{host.removeprefix('www.')}"}

        self.address = lru_cache(REMEMBERED)(self._address)
        self.story = lru_cache(REMEMBERED)(self._story)

    def forget(self) -> None:
        """What was looked up: its rows may not be there."""
        self.address.cache_clear()
        self.story.cache_clear()

    def _address(self, address: str, key: str) -> str:
        """Where the story that an old link leads to stands here, if readers have it or are about to; else nothing."""
        rows = PathRedirect.objects.exclude(article=None)
        if key:
            rows = self._of(key)
        elif paths := old_paths(address):
            rows = rows.filter(path__in=paths)
        else:
            return ""
        names = ("path", "article__section__slug", "article__slug", "article")
        places = {row[0]: row[1:] for row in rows.values_list(*names)}
        found = next(filter(None, map(places.get, [] if key else paths)), next(iter(places.values()), None))
        return reverse("articles:article", args=found) if found else ""

    def _story(self, key: str) -> int | None:
        """The number of the story here that a key of the archive names, if readers have it or are about to."""
        return self._of(key).values_list("article", flat=True).first() if key else None

    def _of(self, key):
        known = SourceKey.objects.filter(site=self.run.site, kind=Kind.STORY, old_id=key).values("article")
        return PathRedirect.objects.filter(article__in=known)


def paths_of(story: OldStory) -> list[str]:
    """Every spelling that is known to have led to the story, each once, its own address first."""
    return list(dict.fromkeys(filter(None, map(old_path, [story.address, *story.old_paths]))))


def keep_paths(run: ImportRun, stories: Sequence[tuple[Article, OldStory]]) -> dict[int, list[str]]:
    """Keep the paths of these stories; those that lead elsewhere already stay so, and are told by the article's id.

    Of two stories the one keeps a path whose own address it was, not an earlier one; else the one that came first.
    """
    claims: dict[str, list[tuple[Claim, int]]] = defaultdict(list)
    for article, story in stories:
        own = old_path(story.address)
        for path in paths_of(story):
            claims[path].append(((path != own, article.created_at), article.pk))
    rows = PathRedirect.objects.filter(path__in=claims).exclude(article=None).select_related("article")
    theirs = {row.path: row for row in rows}
    taken: dict[int, list[str]] = {}
    new = []
    for path, wanted in claims.items():
        row = theirs.get(path)
        if row and all(pk == row.article_id for _claim, pk in wanted):
            continue
        holder = [(_claim_of(row, run), row.article_id)] if row else []
        winner = min(holder + wanted)[1]
        for loser in {pk for _claim, pk in holder + wanted} - {winner}:
            taken.setdefault(loser, []).append(path)
        if row is None:
            new.append(PathRedirect(path=path, article_id=winner, run=run))
        elif row.article_id != winner:
            row.article_id = winner
            row.save(update_fields=["article"])
    PathRedirect.objects.bulk_create(new, ignore_conflicts=True)
    return taken


def _claim_of(row: PathRedirect, run: ImportRun) -> Claim:
    """That of the story which has the path already. What an editor or another run said stays."""
    if row.run_id != run.pk:
        return False, EVER
    key = SourceKey.objects.filter(site=run.site, kind=Kind.STORY, article=row.article_id).values("old_id")[:1]
    held = ImportRow.objects.filter(run=run, kind=Kind.STORY, old_id=Subquery(key)).only("facts").first()
    is_own = held is not None and row.path == old_path(held.facts.get("address", ""))
    return not is_own, row.article.created_at
