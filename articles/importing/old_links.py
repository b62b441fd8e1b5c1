"""Old addresses of an archive: kept for readers who come by them, and followed when its stories link to each other."""

from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from django.urls import reverse

from articles.importing.items import Kind, OldStory
from articles.importing.staging import StagedMaterial
from articles.models import Article, PathRedirect, SourceKey
from articles.models.importing import ImportRun
from common.old_paths import old_path, old_paths

REMEMBERED = 10_000  # addresses that were looked up


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
    """Keep the paths of these stories; those that lead elsewhere already stay so, and are told by the article's id."""
    wanted: dict[str, int] = {}
    taken: dict[int, list[str]] = {}
    for article, story in stories:
        for path in paths_of(story):
            if wanted.setdefault(path, article.pk) != article.pk:
                taken.setdefault(article.pk, []).append(path)
    begun = {article.pk: article.created_at for article, _story in stories}
    theirs = {}
    for row in PathRedirect.objects.filter(path__in=wanted).exclude(article=None).select_related("article"):
        loser = wanted[row.path]
        if row.run_id == run.pk and row.article.created_at > begun[loser]:  # the story that came first keeps it
            loser, row.article_id = row.article_id, loser
            row.save(update_fields=["article"])
        if row.article_id != loser:
            taken.setdefault(loser, []).append(row.path)
        theirs[row.path] = row
    PathRedirect.objects.bulk_create(
        (PathRedirect(path=path, article_id=pk, run=run) for path, pk in wanted.items() if path not in theirs),
        ignore_conflicts=True,
    )
    return taken
