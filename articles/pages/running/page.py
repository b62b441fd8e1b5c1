"""What stands of a running story at its address, and on each page of older entries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Max, Q
from django.urls import reverse

from articles.models import EntryEdition, RunningStory
from articles.models.running import ON_A_PAGE
from articles.pages.running.entries import ShownEntry, shown_entries

MOST_MOMENTS = 40


@dataclass(frozen=True)
class Moment:
    """A key moment in the list that jumps: to the entry where it stands on this page, or to the page where it does."""

    edition: EntryEdition
    href: str


@dataclass
class RunningPage:
    """The entries at a story's address: what is pinned and the newest, and the way to the older ones."""

    running: RunningStory
    story_url: str
    closing: Sequence[ShownEntry] = ()
    pinned: Sequence[ShownEntry] = ()
    entries: Sequence[ShownEntry] = ()
    moments: Sequence[Moment] = ()
    older: int | None = None  # the page of the newest entry that does not stand here
    count: int = 0

    @property
    def news_url(self) -> str:
        return f"{self.story_url}news/"

    @property
    def older_url(self) -> str:
        return f"{self.story_url}entries/{self.older}/"

    @property
    def all_shown(self) -> list[ShownEntry]:
        return [*self.closing, *self.pinned, *self.entries]


def running_page(story: int, story_url: str) -> RunningPage | None:
    """The page of a live story, or None where it is told in no entries."""
    running = RunningStory.objects.filter(pk=story).first()
    if running is None:
        return None
    live = EntryEdition.objects.live().filter(story=story).select_related("author")
    newest = list(live.filter(is_pinned=False, is_closing=False).newest_first()[: ON_A_PAGE + 1])
    apart = list(live.filter(Q(is_pinned=True) | Q(is_closing=True)).newest_first()[:ON_A_PAGE])
    rest, newest = newest[ON_A_PAGE:], newest[:ON_A_PAGE]
    shown = shown_entries([*apart, *newest], story=story, story_url=story_url)
    by_pk = {entry.edition.pk: entry for entry in shown}
    page = RunningPage(running, story_url)
    page.closing = [by_pk[edition.pk] for edition in apart if edition.is_closing]
    page.pinned = [by_pk[edition.pk] for edition in apart if not edition.is_closing]
    page.entries = [by_pk[edition.pk] for edition in (newest if running.newest_first else reversed(newest))]
    page.older = rest[0].page if rest else None
    page.moments = _moments(live, {*by_pk}, story_url)
    page.count = len(shown) if not rest else live.count()
    return page


def _moments(live, here, story_url):
    keys = live.filter(is_key=True).defer("words").newest_first()[:MOST_MOMENTS]
    return [
        Moment(
            edition,
            f"#{edition.anchor}" if edition.pk in here else f"{story_url}entries/{edition.page}/#{edition.anchor}",
        )
        for edition in keys
    ]


@dataclass
class OlderPage:
    """One page of older entries. Which stand on it is fixed: what comes later has later positions."""

    number: int
    last: int
    running: RunningStory
    story_url: str
    entries: list[ShownEntry] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"{self.story_url}entries/{self.number}/"

    @property
    def text_url(self) -> str:
        """The whole story, which is one page there."""
        return f"{reverse('text:front').rstrip('/')}{self.story_url}"

    @cached_property
    def earlier_url(self) -> str:
        return f"{self.story_url}entries/{self.number - 1}/" if self.number > 1 else ""

    @cached_property
    def later_url(self) -> str:
        return f"{self.story_url}entries/{self.number + 1}/" if self.number < self.last else ""


def older_page(running: RunningStory, number: int, story_url: str) -> OlderPage | None:
    """The page of that number, or None where no entry ever stood on it."""
    story, first = running.pk, (number - 1) * ON_A_PAGE + 1
    live = EntryEdition.objects.live().filter(story=story)
    last = ((live.aggregate(last=Max("position"))["last"] or 0) + ON_A_PAGE - 1) // ON_A_PAGE
    if not 1 <= number <= last:
        return None
    here = live.filter(position__gte=first, position__lt=first + ON_A_PAGE).select_related("author")
    here = here.newest_first() if running.newest_first else here.in_order()
    return OlderPage(number, last, running, story_url, shown_entries(here, story=story, story_url=story_url))
