"""The second pass: what each part would become. Nothing of it is written; here a dry run ends.

A story is read once, and kept as it was read. What old sections, tags and names become is proposed, and may be changed
before the next pass: the proposals are the run's `choices`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import batched

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.importing.faults import FAULTS, told
from articles.importing.items import Kind, OldAuthor, OldStory, OldTerm, Visibility
from articles.importing.neutral import to_dict
from articles.importing.old_types import is_left_out, proposed_types
from articles.importing.outside import canonical_of
from articles.importing.polls import plan_polls
from articles.importing.source import CannotRead, Material, Source
from articles.importing.staging import clean
from articles.models.importing import ImportRow, ImportRun, packed, unpacked
from common.dates import in_words

AT_ONCE = 100  # stories a transaction
NOBODY = {"admin", "administrator", "editor", "newsdesk", "newsroom", "staff", "webmaster"}
FEW = 0.01  # of all public stories: a category with fewer is proposed as a topic
Status = ImportRow.Status


def plan(run: ImportRun, source: Source, material: Material) -> Iterator[int]:
    """Read every story; how many have been, again and again. Then propose what is not decided yet."""
    done, said = 0, {**_decided_before(run), **run.choices}
    to_read = ImportRow.objects.filter(run=run, kind=Kind.STORY, status=Status.READ).in_order()
    for rows in batched(to_read.iterator(AT_ONCE), AT_ONCE):
        with transaction.atomic():
            for row in rows:
                _read(row, source, material, run, said)
            ImportRow.objects.save_together(rows, ["status", "problem", "converted", "facts"])
        done += len(rows)
        yield done
    plan_polls(run, source, material)
    run.choices = _decided(propose(run, source), said)
    run.save(update_fields=["choices"])


def _decided(proposed: dict, said: dict) -> dict:
    """The proposals, with what somebody has said already; of terms, authors and types one by one."""
    terms, authors, types = (said.get(name, {}) for name in ("terms", "authors", "types"))
    both = {
        "terms": {key: {**one, **terms.get(key, {}), "uses": one["uses"]} for key, one in proposed["terms"].items()},
        "authors": {key: authors.get(key, name) for key, name in proposed["authors"].items()},
        "types": {key: {**one, **types.get(key, {}), "uses": one["uses"]} for key, one in proposed["types"].items()},
    }
    return {**proposed, **said, **both}


def _decided_before(run) -> dict:
    """What was decided for this site the last time: a story that has changed stays where it is."""
    done = ImportRun.objects.filter(site=run.site, state=ImportRun.State.DONE).order_by("-pk").first()
    return done.choices if done else {}


def _read(row, source, material, run, said):
    try:
        story = _settled(source.story(unpacked(row.payload), material))
        row.converted, row.facts = packed(clean(to_dict(story))), clean(facts_of(story))
    except CannotRead as refusal:
        _fail(row, str(refusal))
        return
    except FAULTS as fault:
        _fail(row, told(fault, f"Story {row.old_id} of import {run.pk}"))
        return
    planned = f" ({in_words(story.planned_for)})" if story.planned_for else ""
    row.problem = f"{story.reason}{planned}"[:500]
    is_left = story.visibility == Visibility.LEFT_OUT or (story.is_page and run.options.get("pages") == "leave")
    row.status = Status.LEFT if is_left or is_left_out(story, said) else Status.PLANNED


def _fail(row, reason):
    """One story that cannot be read: named, so that somebody finds it, and the others go on."""
    payload = unpacked(row.payload)
    row.status, row.problem = Status.FAILED, reason[:500]
    row.facts = {"title": str(payload.get("title", ""))[:200], "address": str(payload.get("link", ""))[:400]}


def _settled(story: OldStory) -> OldStory:
    """A date to come is a plan, whatever the source says of the story."""
    is_open = story.visibility in {Visibility.PUBLIC, Visibility.PART}
    if is_open and story.published_at is None:
        return replace(story, visibility=Visibility.DRAFT, old_paths=(), reason=_("It has no date that can be read."))
    if not is_open or story.published_at <= timezone.now():
        return story
    told = {"visibility": Visibility.DRAFT, "published_at": None, "planned_for": story.published_at, "old_paths": ()}
    return replace(story, **told, address="", hidden_address=story.address, reason=_("Its date is still to come."))


def facts_of(story: OldStory) -> dict:
    """What the plan and the report say of it, without its words."""
    return {
        "title": story.title[:200],
        "address": story.address[:400],
        "status": story.status,
        "visibility": story.visibility,
        "is_page": story.is_page,
        "published_at": story.published_at.isoformat() if story.published_at else "",
        "terms": list(story.terms),
        "primary": story.primary_term,
        "credits": [credit.author or credit.name for credit in story.credits],
        "entry_authors": _authors_of_entries(story),
        "notes": Counter(f"{note.verb}:{note.name}" for note in story.notes),
        "words": {note.name: note.words[:200] for note in story.notes if note.words},
        "is_order_known": story.is_order_known,
        "hidden": story.hidden_address[:400],
        "canonical": "" if canonical_of(story) else story.canonical[:400],
        "is_unlisted": story.is_unlisted,
        **({"type": story.old_type} if story.old_type else {}),
    }


def _authors_of_entries(story):
    return sorted({entry.author for entry in story.course.entries if entry.author}) if story.course else []


def propose(run: ImportRun, source: Source) -> dict:
    """For each old term what it becomes here, for each old author the name; sections are the weighty categories."""
    used, credited, public = Counter(), Counter(), 0
    for facts in _facts(run):
        public += "type" not in facts and facts["visibility"] in {Visibility.PUBLIC, Visibility.PART}
        used.update(set(facts["terms"]))
        credited.update({*facts["credits"], *facts.get("entry_authors", ())})
    terms, people = _read_all(run, Kind.TERM, source.term), _read_all(run, Kind.AUTHOR, source.author)
    depths = _depths(terms)
    proposed = {term.old_id: _proposal(term, used[term.old_id], public, depths[term.old_id]) for term in terms}
    paper = source.site(_payloads(run, Kind.SITE)).name or _("Newsroom")
    return {
        "terms": proposed,
        "authors": {person.old_id: _signs(person, paper) for person in people if credited[person.old_id]},
        "types": proposed_types(run),
        "home": _("News"),
        "byline": paper,
        "parts": "draft",
    }


def _read_all(run, kind, act):
    """Terms or authors; one that cannot be read is told, and used for no story."""
    read = []
    for row in ImportRow.objects.filter(run=run, kind=kind).in_order():
        try:
            read.append(act(unpacked(row.payload)))
        except FAULTS as fault:
            row.status, row.problem = Status.FAILED, told(fault, f"{kind} {row.old_id} of import {run.pk}")[:500]
            row.save(update_fields=["status", "problem"])
    return read


def _signs(person: OldAuthor, paper: str) -> str:
    """Logins of nobody in particular sign as the paper."""
    return paper if person.name.casefold() in NOBODY and not person.is_byline else person.name


def _proposal(term: OldTerm, uses: int, public: int, depth: int) -> dict:
    proposal = {"as": "topic", "name": term.name, "uses": uses}
    if term.is_internal or not uses:
        proposal["as"] = "drop"
    elif term.taxonomy == "section" or (term.taxonomy == "category" and depth <= 1 and uses >= FEW * public):
        proposal["as"] = "section"
    elif term.taxonomy == "tag" and uses == 1 and public > 1:
        proposal["as"] = "drop"
    return proposal


def _depths(terms):
    parents = {term.old_id: term.parent for term in terms}
    depths = {}
    for old_id in parents:
        above, seen = parents[old_id], {old_id}
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
        depths[old_id] = len(seen) - 1
    return depths


def _facts(run):
    """Of every story that could be read."""
    rows = ImportRow.objects.filter(run=run, kind=Kind.STORY).exclude(status=Status.FAILED).exclude(facts={})
    return rows.values_list("facts", flat=True).iterator()


def _payloads(run, kind):
    rows = ImportRow.objects.filter(run=run, kind=kind).in_order()
    return [unpacked(payload) for payload in rows.values_list("payload", flat=True)]
