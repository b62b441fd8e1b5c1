"""Entries as the desk lists them."""

import zlib
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max, Sum
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from articles.body.document import things_placed
from articles.body.footnotes import without_notes
from articles.body.rendering import Html, Objects, Renderer
from articles.models import Entry, EntryStage, RunningStory
from common.dates import in_words
from common.people import name_of

FIRST_WORDS = 10
KINDS = {"picture": _lazy("Picture"), "poll": _lazy("Poll"), "video": _lazy("Film"), "linked": _lazy("Story")}


@dataclass
class ListedEntry:
    """One entry with how it stands; from a row `with_standing`."""

    entry: Entry

    @cached_property
    def blocks(self) -> list[Html]:
        """Its words. Pictures and polls are seen where readers see them, and in the field."""
        return Renderer(Objects()).blocks(self.entry.words)

    @cached_property
    def placed(self) -> list[str]:
        """What stands in it besides words, by its kind."""
        return [str(KINDS[thing.kind]) for thing in things_placed(self.entry.words)]

    @property
    def title(self) -> str:
        """Its headline, or its first words."""
        words = Truncator(strip_tags(without_notes(self.entry.words))).words(FIRST_WORDS)
        return self.entry.headline or words or ", ".join(self.placed)

    @property
    def is_live(self) -> bool:
        return self.entry.live_version is not None

    @property
    def is_changed(self) -> bool:
        """Whether readers have other words than the desk, or none."""
        return self.entry.live_version != self.entry.version

    @property
    def is_waiting(self) -> bool:
        return self.entry.stage == EntryStage.WAITING

    @property
    def standing(self) -> tuple[str, str]:
        """The kind of its badge, and the words on it."""
        if self.entry.is_down:
            return "withdrawn", _("Taken down")
        if self.is_waiting:
            return "scheduled", _("Waits for an editor")
        if self.entry.goes_out_at:
            sentence = _("Its change goes out on %(time)s") if self.is_live else _("Goes out on %(time)s")
            return "scheduled", sentence % {"time": in_words(self.entry.goes_out_at)}
        if self.is_live:
            return ("changed", _("Live, changed since")) if self.is_changed else ("live", _("Live"))
        return ("withdrawn", _("Withdrawn")) if self.entry.position else ("never", _("Draft"))

    @property
    def by(self) -> str:
        return name_of(self.entry.changed_by) if self.entry.changed_by else _("Somebody")


def marker_of(running: RunningStory) -> str:
    """Another one as soon as any entry of the story is another one, at the desk or before readers."""
    found = Entry.objects.filter(story=running.pk).aggregate(last=Max("pk"), versions=Sum("version"))
    stages = [EntryStage.WAITING, EntryStage.SCHEDULED]
    standing = Entry.objects.filter(story=running.pk, stage__in=stages).order_by("pk").values_list("pk", "goes_out_at")
    waiting = zlib.crc32(repr(list(standing)).encode())
    return f"{running.news}.{found['last'] or 0}.{found['versions'] or 0}.{waiting}.{int(running.is_over)}"
