"""The whole public record as files: stories, their earlier editions, media, polls, corrections and old addresses.

Everything is read as of one moment, and written as it is read. Nothing of supporters, letters, notes and logins is in
it.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from articles.exporting import gone, terms
from articles.exporting.drafts import drafts
from articles.exporting.entries import desk_entries, entries_of
from articles.exporting.facts import key_of_poll
from articles.exporting.folder import CannotExport, ExportFolder
from articles.exporting.history import earlier_editions, redirects
from articles.exporting.media import MediaStore
from articles.exporting.ninjs import ninjs_item
from articles.exporting.polls import poll_record
from articles.exporting.snapshot import one_snapshot
from articles.exporting.stories import correction_facts, public_corrections, public_editions, stories_of
from articles.exporting.wxr import MOST_BYTES, WxrWriter, head_of
from articles.models import Correction, Document, Edition, EntryEdition, Sound, Video
from common.paper import paper
from polls.models import Poll


def export_archive(*, root: Path, since: dt.datetime | None = None, with_desk: bool = False) -> dict[str, int]:
    """Write the public record into an empty folder; with the drafts of the desk where that is asked for.

    With `since`, the stories that changed from then on; what they are filed under is whole in any case. Gives back how
    many there are of each kind. Raises CannotExport.
    """
    made = timezone.now()
    with closing(ExportFolder(root)) as folder:
        try:
            with one_snapshot():
                _write(folder, since=since, with_desk=with_desk)
            folder.finish(made=made.isoformat(), since=since and since.isoformat(), desk=with_desk, site=_site())
        except OSError as error:
            raise CannotExport(f"The export broke off and has no manifest: {error}") from error
    return dict(folder.counts)


def _site():
    known = {"name": paper().name, "address": settings.SITE_URL, "time_zone": settings.TIME_ZONE}
    return known | {"language": settings.LANGUAGE_CODE}


def _write(folder, *, since, with_desk):
    media, counts = MediaStore(folder), folder.counts
    counts["authors"] = folder.write_list("authors.json", terms.authors(media.key_of))
    counts["sections"] = folder.write_list("sections.json", terms.sections())
    counts["topics"] = folder.write_list("topics.json", terms.topics())
    counts["series"] = folder.write_list("series.json", terms.series())
    folder.write_list("films.json", map(media.film, Video.objects.live().newest_first().select_related("poster")))
    shown = Document.objects.with_use().filter(is_live=True).order_by("pk")
    folder.write_list("documents.json", map(media.document, filter(Document.may_be_shown, shown)))
    heard = Sound.objects.with_use().filter(is_live=True).order_by("pk")
    folder.write_list("sounds.json", map(media.sound, filter(Sound.may_be_shown, heard)))
    editions = changed_since(public_editions(), since)
    _write_stories(folder, editions.order_by("first_published_at", "pk"), media)
    for article, told in earlier_editions(editions, key_of=media.key_of):
        counts["editions"] += len(told["editions"])
        folder.write_json(f"editions/{_place(told['published_at'], article)}", told)
    for poll in Poll.objects.public().with_choices().order_by("pk").iterator(chunk_size=100):
        counts["polls"] += 1
        folder.write_json(f"polls/{key_of_poll(poll)}.json", poll_record(poll))
    counts["corrections"] = folder.write_list("corrections.json", _corrections())
    counts["gone"] = folder.write_list("gone.json", gone.gone_stories(since))
    counts["redirects"] = _write_redirects(folder)
    if with_desk:
        _write_desk(folder, media)


def _write_desk(folder, media):
    """Drafts of stories and entries, and the files that they show and readers do not have."""
    shown: dict[str, set[int]] = {"documents": set(), "sounds": set()}
    for draft in drafts(key_of=media.key_of):
        folder.counts["drafts"] += 1
        folder.write_json(f"desk/{draft['id']}.json", draft)
        _note_files(shown, draft)
    for story, told in desk_entries(key_of=media.key_of):
        folder.counts["drafts_of_entries"] += len(told["entries"])
        folder.write_json(f"desk/{story}.entries.json", told)
        for entry in told["entries"]:
            _note_files(shown, entry)
    for name, model, told_of in (("documents", Document, media.document), ("sounds", Sound, media.sound)):
        rows = model.objects.filter(pk__in=shown[name] - media.held[model]).order_by("pk")
        folder.write_list(f"desk/{name}.json", map(told_of, rows))


def _note_files(shown, words):
    for name, keys in shown.items():
        keys |= {int(fact["key"]) for fact in words.get(name, [])}


def changed_since(editions: QuerySet[Edition], since: dt.datetime | None) -> QuerySet[Edition]:
    """Those that readers got from that moment on, or in which something was put right, or an entry came or went."""
    if since is None:
        return editions
    put_right = Correction.objects.filter(article=OuterRef("article"), made_at__gte=since)
    told = EntryEdition.objects.filter(Q(starts_at__gte=since) | Q(ends_at__gte=since), story=OuterRef("article"))
    return editions.filter(Q(starts_at__gte=since) | Exists(put_right) | Exists(told))


def _write_stories(folder, editions, media):
    """Each as a ninjs item, in its plain form beside it, and for WordPress."""
    head = head_of(authors=terms.authors(media.key_of), sections=terms.sections(), topics=terms.topics())
    with closing(WxrWriter(folder, head=head, most_bytes=MOST_BYTES)) as wordpress:
        for story in stories_of(editions, key_of=media.key_of):
            folder.counts["stories"] += 1
            if "running" in story:
                story["running"]["entries"] = entries_of(story["id"], key_of=media.key_of)
                folder.counts["entries"] += len(story["running"]["entries"])
            place = f"stories/{_place(story['published_at'], story['id'])}"
            folder.write_json(place, ninjs_item(story, publisher=paper().name))
            folder.write_json(place.replace(".json", ".facts.json"), story)
            wordpress.add(story)


def _place(published_at: str, uuid: str) -> str:
    return f"{published_at[:4]}/{published_at[5:7]}/{uuid}.json"


def _corrections() -> Iterator[dict]:
    """All that stand on the corrections page, those that were superseded too."""
    made = public_corrections(Correction.objects.of_live_stories())
    made = made.filter(article__in=public_editions().values("article"))
    for correction in made.select_related("article").order_by("made_at", "pk").iterator():
        told = correction_facts(correction) | {"story": str(correction.article.uuid)}
        yield told | ({"supersedes": correction.supersedes_id} if correction.supersedes_id else {})


def _write_redirects(folder) -> int:
    with folder.open("redirects.csv") as file:
        file.write(_line(["from", "to", "story"]))
        rows = 0
        for row in redirects():
            file.write(_line(row))
            rows += 1
    return rows


def _line(row: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(row)
    return buffer.getvalue()
