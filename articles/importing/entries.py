"""The entries of a story that is told in them: written with its text, for readers where the story is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.importing.body import Written
from articles.importing.old_entries import OldCourse, OldEntry
from articles.importing.subjects import Subjects
from articles.importing.words import words_of
from articles.models import Article, Entry
from articles.models.importing import ImportRun
from articles.models.running import EntryWords
from articles.running.past import PastEntry, PastEntryEdition, keep_past
from common.text import clean_text

LONGEST = EntryWords._meta.get_field("headline").max_length


@dataclass
class Told:
    """What became of a story's entries. `entries` are ours by their old keys, `facts` what the report says of them."""

    entries: dict[str, Entry] = field(default_factory=dict)
    facts: dict = field(default_factory=dict)
    source: list[str] = field(default_factory=list)  # the words there, and here
    html: str = ""


class Entries:
    """Those of one run. `write` makes a body of ours of neutral HTML."""

    def __init__(self, run: ImportRun, subjects: Subjects, write: Callable[[str], Written]):
        self.run, self.subjects, self.write = run, subjects, write

    def bring(self, article: Article, course: OldCourse | None, *, is_public: bool) -> Told:
        """All of them. Where the story is not public, each comes as a draft with its newest words."""
        told = Told()
        if course is None:
            return told
        past = [self._past(entry, told, is_public=is_public) for entry in course.entries]
        silent = [entry.old_id for entry, brought in zip(course.entries, past, strict=True) if brought is None]
        kept = keep_past(
            article=article,
            begun_at=min(course.begun_at, timezone.now()),
            ended_at=course.ended_at,
            newest_first=course.newest_first,
            entries=[each for each in past if each],
            run=self.run,
            by=self.run.started_by,
        )
        keys = {self._uuid_of(entry): entry.old_id for entry in course.entries}
        told.entries = {keys[uuid]: entry for uuid, entry in kept.entries.items()}
        told.facts = {"in": len(kept.entries), "silent": silent, "ours": [keys[uuid] for uuid in kept.ours]}
        told.facts["gone"] = self._gone(article, keys)
        return told

    def _past(self, entry: OldEntry, told, *, is_public) -> PastEntry | None:
        """None for one that says nothing here."""
        fields = self._fields(entry, told)
        if not (fields["headline"] or fields["words"]):
            return None
        if not (is_public and entry.starts_at and entry.published_at):
            return PastEntry(self._uuid_of(entry), draft=fields, embargoed_until=entry.embargoed_until)
        draft = self._fields(entry.draft, told) if entry.draft else {}
        says_something = draft.get("headline") or draft.get("words")
        return PastEntry(
            self._uuid_of(entry),
            entry.position,
            min(entry.published_at, entry.starts_at, timezone.now()),
            list(self._editions(entry, fields, told)),
            draft=draft if says_something else None,
            embargoed_until=entry.draft.embargoed_until if entry.draft else None,
        )

    def _editions(self, entry, fields, told) -> Iterator[PastEntryEdition]:
        """Each with its end, which is never after the next one began: readers have one at a time."""
        starts_at = min(entry.starts_at, timezone.now())
        known = sorted((each for each in entry.earlier if each.starts_at), key=lambda each: each.starts_at)
        known = [each for each in known if entry.published_at <= each.starts_at < starts_at]
        begins = [*(each.starts_at for each in known), starts_at]
        for before, (_begun, after) in zip(known, pairwise(begins), strict=True):
            ends_at = min(before.ends_at or after, after)
            if ends_at > before.starts_at:
                yield PastEntryEdition(self._fields(before, told), before.starts_at, ends_at)
        yield PastEntryEdition(fields, starts_at)

    def _fields(self, entry: OldEntry, told) -> dict:
        written = self.write(entry.html)
        told.source += words_of(written.source)
        told.html += written.html
        is_named = entry.author or entry.author_name
        author = self.subjects.author(entry.author, entry.author_name) if is_named else None
        return {
            "headline": clean_text(entry.headline)[:LONGEST].rstrip(),
            "words": written.html,
            "at": min(entry.at, timezone.now()) if entry.starts_at else entry.at,
            "author_id": author.pk if author else None,
            "is_key": entry.is_key,
            "is_pinned": entry.is_pinned,
            "is_closing": entry.is_closing,
        }

    def _uuid_of(self, entry) -> UUID:
        """Its own, by which its address names it; of another system's key one that is always the same."""
        try:
            return UUID(entry.old_id)
        except ValueError:
            return uuid5(NAMESPACE_URL, f"{self.run.site}:{entry.old_id}")

    @staticmethod
    def _gone(article, keys) -> list[str]:
        """Those that came before, that readers have here, and that are not public at the source any more."""
        live = Entry.objects.with_standing().filter(story=article, live_version__isnull=False)
        brought = live.filter(editions__run__isnull=False).values_list("uuid", flat=True).distinct()
        return [str(uuid) for uuid in brought if uuid not in keys]


def sentences_of(facts: dict) -> list[tuple[str, str]]:
    """What the report says of entries that did not come as they were: the words, and the key of the entry."""
    said = {
        "silent": _("entry left out: it says nothing without what it showed"),
        "ours": _("entry changed here and at the source: ours stays"),
        "gone": _("entry is not public at the source any more; readers have it here"),
    }
    return [(words, key) for name, words in said.items() for key in facts.get(name, [])]
