"""The export's tables, row by row, in whatever order they stand: one row is in memory at a time."""

import re
from collections.abc import Iterator
from typing import BinaryIO

import ijson
from django.utils.translation import gettext as _
from ijson.common import ObjectBuilder

from articles.importing.source import CannotRead

TABLES = {"posts", "posts_meta", "tags", "posts_tags", "users", "posts_authors", "settings"}
ROW = re.compile(r"(?:db\.item\.)?data\.([a-z_]+)\.item")
ENDS = {"end_map": -1, "end_array": -1, "start_map": 1, "start_array": 1}


def rows(file: BinaryIO) -> Iterator[tuple[str, dict]]:
    """Each row with the name of its table. Raises CannotRead."""
    builder, depth, table = None, 0, ""
    try:
        for prefix, event, value in ijson.parse(file, use_float=True):
            if builder is None:
                found = ROW.fullmatch(prefix) if event == "start_map" else None
                if not (found and found[1] in TABLES):
                    continue
                builder, depth, table = ObjectBuilder(), 0, found[1]
            builder.event(event, value)
            depth += ENDS.get(event, 0)
            if depth == 0:
                yield table, builder.value
                builder = None
    except ijson.JSONError as error:
        message = _("The file breaks off or is no JSON: %(error)s. Export it again.") % {"error": str(error)[:200]}
        raise CannotRead(message, place=file.tell()) from None
