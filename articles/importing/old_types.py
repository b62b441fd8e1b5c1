"""What was neither a story nor a page at the source, such as events: left out, and named, until somebody chooses it.

A paper's plugins keep many things as posts, and nobody can tell from outside which of them its readers would miss.
"""

from collections import Counter

from articles.importing.items import Kind, OldStory, Visibility
from articles.models.importing import ImportRow, ImportRun

Status = ImportRow.Status
STORIES, DROP = "story", "drop"


def is_left_out(story: OldStory, choices: dict) -> bool:
    """Whether nobody has chosen its type yet."""
    return bool(story.old_type) and choices.get("types", {}).get(story.old_type, {}).get("as", DROP) != STORIES


def proposed_types(run: ImportRun) -> dict[str, dict]:
    """Each type of the archive with how many there are of it; none of them comes by itself."""
    rows = ImportRow.objects.filter(run=run, kind=Kind.STORY, facts__has_key="type")
    counted = Counter(rows.values_list("facts__type", flat=True).iterator())
    return {name: {"as": DROP, "uses": count} for name, count in counted.most_common()}


def settle_types(run: ImportRun) -> None:
    """After somebody has decided: chosen types are planned like any story, others are left out."""
    rows = ImportRow.objects.filter(run=run, kind=Kind.STORY).exclude(facts__visibility=Visibility.LEFT_OUT)
    for name, choice in run.choices.get("types", {}).items():
        is_chosen = choice.get("as", DROP) == STORIES
        now, then = (Status.LEFT, Status.PLANNED) if is_chosen else (Status.PLANNED, Status.LEFT)
        rows.filter(facts__type=name, status=now).update(status=then)
