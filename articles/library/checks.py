"""What the desk has to know of the files that a story places before it goes out."""

from collections.abc import Iterator, Sequence

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.body.document import Placed
from articles.body.lines import LineAbout
from articles.library.usage import KINDS
from articles.media_files.pdf import HELD
from articles.models import Document, Sound
from articles.models.library import LibraryFile
from articles.pictures.checks import warnings_of_rights


def files_of_story(placed: Sequence[Placed]) -> Iterator[LibraryFile]:
    """Those that its body names; one query a kind."""
    for model in KINDS:
        if wanted := [thing.pk for thing in placed if thing.kind == model.PLACED_AS]:
            yield from model.objects.filter(pk__in=wanted).order_by("pk")


def about_files(placed: Sequence[Placed]) -> list[str]:
    """Whose rights end, so that readers do not see them, or not for long."""
    ending = _("The rights to “%(file)s” end on %(day)s: the story stays, without it.")
    ended = _("The rights to “%(file)s” have ended: readers do not see it.")
    told = []
    for held in files_of_story(placed):
        words = ended if held.rights_have_ended() else ending if held.rights_end_soon() else ""
        if words:
            words %= {"file": held, "day": date_format(held.rights_until, "j F Y")}
            told.append(LineAbout(held.PLACED_AS, held.pk, words))
    return told


def reasons_about_sounds(placed: Sequence[Placed]) -> list[str]:
    """No sound goes out unread to those who cannot hear it."""
    if not (wanted := [thing.pk for thing in placed if thing.kind == Sound.PLACED_AS]):
        return []
    message = _("The sound “%(sound)s” has no transcript: write it, or say that there are no words in it.")
    untold = [sound for sound in Sound.objects.filter(pk__in=wanted) if not sound.is_told]
    return [LineAbout(Sound.PLACED_AS, sound.pk, message % {"sound": sound}) for sound in untold]


def warnings_of(held: LibraryFile) -> list[str]:
    """In a few words, what keeps readers from this file now or soon, and what they meet in it."""
    untold = [_("no transcript")] if isinstance(held, Sound) and not held.is_told else []
    return [*warnings_of_rights(held), *untold, *held_by(held)]


def held_by(held: LibraryFile) -> list[str]:
    """What a document holds beside its pages, as words."""
    holds = held.holds if isinstance(held, Document) else []
    return [_("holds %(what)s") % {"what": HELD[name]} for name in holds if name in HELD]


def what_it_holds(document: Document) -> str:
    """The same as a sentence for whoever has just brought it; nothing of a document of pages alone."""
    if not (told := held_by(document)):
        return ""
    words = _("%(what)s. On this site nothing of it runs; in a program of the reader’s it may.")
    return capfirst(words % {"what": ", ".join(told)})
