"""The entries of a running story as partners read them: those that are theirs now, and which readers have no more."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from articles.api.forms import key_of, without_words
from articles.api.partners import KnownPartner
from articles.api.problems import Problem
from articles.exporting.entries import plain_entry, with_things
from articles.exporting.gone import TAKEN_DOWN, WITHDRAWN
from articles.exporting.ninjs import entry_item, gone_item
from articles.exporting.stories import correction_facts, moment, public_corrections, public_entries, running_facts
from articles.models import Correction, Edition, EntryEdition, EntryTakedown, RunningStory
from common import tombstones
from common.languages import language_of
from common.linked_data import whole_address
from common.pagination import page_of


@dataclass(frozen=True)
class EntriesPage:
    """A page of them, and the cursor of what follows."""

    facts: dict
    older: str


def entries_for(partner: KnownPartner, story: Edition, *, form: str, cursor: str, size: int) -> EntriesPage:
    """The newest first. An entry is theirs as long after it came first as a story is. Raises Problem."""
    course = RunningStory.objects.filter(pk=story.article_id).select_related("article").first()
    if course is None:
        raise Problem(404, "This story is not told in entries.", id=str(story.article.uuid))
    begun = EntryEdition.objects.filter(story=story.article_id, first_published_at__lte=timezone.now() - partner.delay)
    theirs = with_things(public_entries().filter(pk__in=begun.values("pk")))
    page = page_of(theirs, by="at", then="entry_id", cursor=cursor, size=size)
    facts = {
        "story": str(course.article.uuid),
        **(running_facts(course.article) or {}),
        "news": course.news,
        "entries": _told(page.rows, story, partner, form),
        "gone": _gone(begun, form),
    }
    return EntriesPage(facts, page.older)


def _told(editions: Sequence[EntryEdition], story, partner, form) -> list[dict]:
    made = public_corrections(Correction.objects.current().filter(entry__in=[edition.entry_id for edition in editions]))
    corrections = [correction_facts(correction) for correction in made.order_by("made_at", "pk")]
    about = {"address": whole_address(story.get_absolute_url()), "language": language_of(story.language)}
    entries = [plain_entry(edition, key_of=key_of) for edition in editions]
    entries = entries if partner.is_full else [without_words(entry) for entry in entries]
    if form == "ninjs":
        about["corrections"] = corrections
        return [entry_item(entry, about, is_whole=partner.is_full) for entry in entries]
    return [
        entry
        | {"address": f"{about['address']}entry/{entry['id']}/"}
        | {"corrections": [made for made in corrections if made["entry"] == entry["id"]]}
        for entry in entries
    ]


def _gone(begun, form) -> list[dict]:
    """Those that could have been theirs and that readers have no more: not a word of them."""
    stones = tombstones.entries_taken_down()
    over = begun.exclude(entry__in=public_entries().values("entry")).order_by("entry", "starts_at")
    down = set(EntryTakedown.objects.standing().filter(entry__in=over.values("entry")).values_list("entry", flat=True))
    newest = {edition.entry_id: edition for edition in over.only("entry", "uuid", "ends_at", "starts_at")}
    gone = []
    for entry, edition in newest.items():
        uuid, at = str(edition.uuid), moment(edition.ends_at or timezone.now())
        state = TAKEN_DOWN if entry in down or uuid in stones else WITHDRAWN
        told = {"id": uuid, "state": state, "gone_at": at}
        gone.append(gone_item(uuid, at=at, state=state) if form == "ninjs" else told)
    return gone
