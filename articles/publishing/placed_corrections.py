"""Corrections at the passage of a story that they concern.

The body names a correction by its id and holds none of its words: those are the correction's, which nobody changes.
Where it was replaced the one in force stands in its place; of another story, or of none, nothing stands there.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from articles.body.document import Placed, things_placed
from articles.body.lines import LineAbout
from articles.models import Article, Correction


def corrections_in_place(body: str, current: Sequence[Correction]) -> dict[Placed, Correction]:
    """What stands for each correction that the body names. `current` are those in force of its story, and no other's.

    No query, unless one is named that was replaced twice or is not the story's.
    """
    wanted = {thing.pk for thing in things_placed(body) if thing.kind == "correction"} if current else set()
    found, next_found = {}, {correction.pk: correction for correction in current}
    next_found |= {one.supersedes_id: one for one in current if one.supersedes_id}
    while next_found and not wanted <= found.keys() | next_found.keys():
        found |= next_found
        older = Correction.objects.filter(pk__in=next_found, supersedes__isnull=False).exclude(supersedes__in=found)
        next_found = {before: found[pk] for before, pk in older.values_list("supersedes", "pk")}
    found |= next_found
    return {Placed("correction", pk): found[pk] for pk in wanted & found.keys()}


def about_corrections(article: Article, placed: Sequence[Placed]) -> list[str]:
    """Corrections that the body names and readers would not see there."""
    wanted = [thing.pk for thing in placed if thing.kind == "correction"]
    if not wanted:
        return []
    own = set(Correction.objects.filter(article=article.pk, pk__in=wanted).values_list("pk", flat=True))
    message = _("A correction that stands in the text is not one of this story’s: readers do not see it.")
    others = [pk for pk in wanted if pk not in own]
    return [LineAbout("correction", others[0], message)] if others else []
