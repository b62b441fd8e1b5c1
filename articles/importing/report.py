"""What came in, what was changed and what was left out, for people and for programs: one JSON, kept with the run."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Q

from articles.importing.entries import sentences_of
from articles.importing.items import Kind, Visibility
from articles.models.importing import ImportRow, ImportRun

MOST_LISTED = 2000  # of each kind of thing; counts are always whole
Status = ImportRow.Status
IN = {Status.WRITTEN, Status.DRAFTED, Status.SAME}


def write_report(run: ImportRun) -> dict:
    """Read it off the rows, however far the run is, and keep it."""
    rows, stories = ImportRow.objects.filter(run=run), _Stories(parts=run.choices.get("parts") == "public")
    for row in rows.filter(kind=Kind.STORY).exclude(facts={}).in_order().defer("payload", "converted").iterator():
        is_left_by_type = row.status == Status.LEFT and "type" in row.facts
        if "visibility" in row.facts and not is_left_by_type:  # without it, it could not be read
            stories.add(row)
    told = stories.told()
    told["addresses"] += _polls_of(rows)
    report = {
        "run": run.pk,
        "source": run.source,
        "site": run.site,
        "file_sha": run.sha256,
        "zone": run.options.get("time_zone", ""),
        "counts": _counts(rows),
        **told,
        "left": _left(rows),
        "terms": [{"old_id": key, **choice} for key, choice in run.choices.get("terms", {}).items()],
        "types": [{"type": name, **choice} for name, choice in run.choices.get("types", {}).items()],
        "authors": [{"old_id": key, "name": name} for key, name in run.choices.get("authors", {}).items()],
    }
    run.report = report
    run.save(update_fields=["report"])
    return report


def _counts(rows):
    """By kind: how many the file holds, and how many came in, are here already, were left out, failed, or stay ours."""
    counts: dict[str, Counter] = defaultdict(Counter)
    for kind, status in rows.values_list("kind", "status").iterator():
        counts[kind]["found"] += 1
        counts[kind]["in" if status in IN - {Status.SAME} else status] += 1
    return {kind: dict(found) for kind, found in counts.items()}


def _polls_of(rows):
    """The old addresses of polls that came."""
    found = rows.filter(kind=Kind.POLL, status__in=IN).in_order().values_list("old_id", "facts")
    return [{"old": facts["address"], "expect": 200, "poll": old_id} for old_id, facts in found]


def _left(rows):
    """What did not come in, with its reason; of what is left out by kind, how many."""
    left = rows.filter(
        kind__in=[Kind.STORY, Kind.POLL], status__in=[Status.LEFT, Status.FAILED, Status.KEPT]
    ).in_order()
    by_type = rows.filter(kind=Kind.STORY, status=Status.LEFT, facts__has_key="type")
    left = left.exclude(pk__in=by_type.values("pk"))
    told = [
        {
            "kind": row.kind,
            "old_id": row.old_id,
            "title": row.facts.get("title", ""),
            "status": row.status,
            "address": row.facts.get("address", ""),
            "reason": row.problem,
            "place": row.place,
        }
        for row in left.defer("payload", "converted")[:MOST_LISTED]
    ]
    is_unread = Q(status=Status.FAILED) | Q(kind=Kind.LEFT) & ~Q(problem="")
    unread = rows.exclude(kind__in=[Kind.STORY, Kind.POLL]).filter(is_unread).in_order().defer("payload", "converted")
    told += [
        {
            "kind": row.group or row.kind,
            "old_id": row.old_id,
            "title": "",
            "status": Status.FAILED,
            "reason": row.problem,
            "place": row.place,
        }
        for row in unread[:MOST_LISTED]
    ]
    by_kind = Counter(rows.filter(kind=Kind.LEFT).values_list("group", flat=True).iterator())
    by_kind.update(by_type.values_list("facts__type", flat=True).iterator())
    return told + [{"kind": kind or "other", "count": count} for kind, count in by_kind.most_common()]


class _Stories:
    """Adds up what the rows of stories say, one after the other."""

    def __init__(self, *, parts: bool):
        self.parts = parts  # whether readers get the open part of a story
        self.statuses, self.visible, self.notes, self.samples = Counter(), Counter(), Counter(), {}
        self.addresses, self.changed, self.below, self.missing, self.small, self.by_name = [], [], [], [], [], []
        self.sums = Counter()

    def add(self, row: ImportRow) -> None:
        facts, comes = row.facts, row.status not in {Status.LEFT, Status.FAILED}
        self.statuses[facts["status"]] += 1
        if comes or facts["visibility"] == Visibility.LEFT_OUT:
            self.visible[facts["visibility"]] += 1
        self.notes.update(facts["notes"])
        self.samples |= {name: words for name, words in facts["words"].items() if name not in self.samples}
        if facts["address"]:
            given = {Visibility.PUBLIC, Visibility.PART} if self.parts else {Visibility.PUBLIC}
            expected = 200 if comes and facts["visibility"] in given else 404
            self.addresses.append({"old": facts["address"], "expect": expected, "story": row.old_id})
        if facts.get("hidden"):
            self.addresses.append({"old": facts["hidden"], "expect": 404, "story": row.old_id})
        self.sums["unsure"] += not facts["is_order_known"] and len(facts["credits"]) > 1
        named = {"old_id": row.old_id, "title": facts["title"]}
        self._changed(named, facts)
        self._pictures(named, facts.get("pictures", {}))
        self._words(named, facts)

    def _changed(self, named, facts):
        cut, taken = facts.get("cut", {}), facts.get("paths_taken", [])
        self.changed += [{**named, "what": f"{name} cut", "was": was} for name, was in cut.items()]
        self.changed += [{**named, "what": "address taken by another story", "was": path} for path in taken]
        self.sums["entries"] += facts.get("entries", {}).get("in", 0)
        self.changed += [{**named, "what": what, "was": key} for what, key in sentences_of(facts.get("entries", {}))]
        if facts.get("filled"):
            self.changed.append({**named, "what": "pictures that were missing put in", "was": ""})
        if facts.get("canonical"):
            self.changed.append({**named, "what": "canonical address not kept", "was": facts["canonical"]})
        if facts.get("is_unlisted"):
            self.changed.append({**named, "what": "was hidden from search engines, is not any more", "was": ""})

    def _pictures(self, named, pictures):
        self.missing += [{**named, "file": file, "reason": why} for file, why in pictures.get("missing", {}).items()]
        self.small += [{**named, "file": file} for file in pictures.get("small", [])]
        self.by_name += [{**named, "file": file} for file in pictures.get("by_name", [])]
        self.sums["shown"] += pictures.get("shown", 0)
        self.sums["undescribed"] += pictures.get("undescribed", 0)

    def _words(self, named, facts):
        self.sums["words_in"] += facts.get("words_in", 0)
        self.sums["words_out"] += facts.get("words_out", 0)
        if facts.get("share", 1) < 1:
            different = facts.get("first_difference", "")
            self.below.append({**named, "share": facts["share"], "first_difference": different})

    def told(self) -> dict:
        sums, most = self.sums, MOST_LISTED
        return {
            "statuses": dict(self.statuses),
            "visible": dict(self.visible),
            "shortcodes": _shortcodes(self.notes, self.samples),
            "changed": self.changed[:most],
            "addresses": self.addresses,
            "pictures": {
                "shown": sums["shown"],
                "missing": self.missing[:most],
                "missing_count": len(self.missing),
                "small": self.small[:most],
                "found_by_name": self.by_name[:most],
                "undescribed": sums["undescribed"],
            },
            "text": {"words_in": sums["words_in"], "words_out": sums["words_out"], "below": self.below[:most]},
            "bylines_of_unknown_order": sums["unsure"],
            "entries": sums["entries"],
        }


def _shortcodes(notes: Counter, samples: dict) -> list[dict]:
    """Everything that was turned, unwrapped or left out, the most frequent first, each with one of its words."""
    told: Iterable[tuple[str, int]] = notes.most_common()
    return [
        {"name": name, "verb": verb, "count": count, "sample": samples.get(name, "")}
        for key, count in told
        for verb, _colon, name in [key.partition(":")]
    ]
