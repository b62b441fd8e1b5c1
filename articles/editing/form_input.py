"""What a browser sent of a story, as it was typed: read, and put right where the desk has moved on meanwhile."""

import datetime as dt
from collections.abc import Sequence

from django.http import QueryDict
from django.utils import timezone

from articles.editing.snapshots import fields, snapshot_of_article
from articles.models import Article
from common.converters import read_number

PREFIX = "bylines"


def typed_credits(data: QueryDict) -> list[tuple[int | str, str]]:
    """The bylines in the order of the form, without those that are taken out or have no author."""
    lines = []
    for number in range(_count(data, "TOTAL_FORMS")):
        line = {name: data.get(f"{PREFIX}-{number}-{name}", "") for name in ("author", "role", "position", "DELETE")}
        if line["author"] and line["DELETE"] not in {"on", "true", "True", "1"}:
            place = read_number(line["position"]) or 0
            lines.append((place, number, (_id(line["author"]), line["role"])))
    return [credit for _place, _number, credit in sorted(lines, key=lambda line: line[:2])]


def with_credits(data: QueryDict, article: Article | None, credits: list[tuple]) -> QueryDict:
    """These bylines as a form sends them, upon the rows that are stored now: a row may have come or gone meanwhile."""
    data = data.copy()
    for name in [name for name in data if name.startswith(f"{PREFIX}-")]:
        del data[name]
    rows = _stored_credits(article) if article else {}
    kept = [(line, credits.index(line)) for line in dict.fromkeys(credits) if line in rows]
    gone = [(line, len(credits)) for line in rows if line not in credits]
    new = [(line, place) for place, line in enumerate(credits) if line not in rows]
    lines = [*kept, *gone, *new]
    counts = {
        "TOTAL_FORMS": len(lines),
        "INITIAL_FORMS": len(kept) + len(gone),
        "MIN_NUM_FORMS": 0,
        "MAX_NUM_FORMS": 1000,
    }
    for name, count in counts.items():
        data[f"{PREFIX}-{name}"] = str(count)
    for number, (line, place) in enumerate(lines):
        values = {
            "id": rows.get(line, ""),
            "article": article.pk if article else "",
            "author": line[0],
            "role": line[1],
            "position": place,
        }
        if line in rows and line not in credits:
            values["DELETE"] = "on"
        for name, value in values.items():
            data[f"{PREFIX}-{number}-{name}"] = str(value)
    return data


def _stored_credits(article):
    """Which row holds which byline, in the story's order."""
    return {(line.author_id, line.role): line.pk for line in article.lines_in_order()}


def with_values(data: QueryDict, article: Article, names: Sequence[str]) -> QueryDict:
    """What was typed, but in these fields what the desk has now."""
    stored, data = snapshot_of_article(article) if names else {}, data.copy()
    for name in names:
        if name == PREFIX:
            data = with_credits(data, article, stored[name])
        elif name in fields():
            data.setlist(name, _as_sent(stored[name]))
    return data


def _as_sent(value):
    """The words that a form sends for this value."""
    if isinstance(value, bool):
        return ["on"] if value else []
    if isinstance(value, list):
        return [str(pk) for pk in value]
    if isinstance(value, dt.datetime):
        return [f"{timezone.localtime(value):%Y-%m-%dT%H:%M}"]
    return ["" if value is None else str(value)]


def _count(data, name):
    return min(read_number(data.get(f"{PREFIX}-{name}", "")) or 0, 1000)


def _id(word):
    number = read_number(word)
    return word if number is None else number
