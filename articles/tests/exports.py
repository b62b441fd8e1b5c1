"""An export read back, for tests: its files, and what one part finds of another."""

import json
from zoneinfo import ZoneInfo

import pytest

from articles.importing.files import open_files
from articles.importing.items import Kind
from articles.importing.source import Options
from articles.importing.sources.newsroom import Newsroom


class Read:
    """All items of an archive, as a run keeps them: what comes out of a database has been through JSON."""

    def __init__(self, source, files):
        self.source = source
        self.items = [(item.kind, item.old_id, json.loads(json.dumps(item.payload))) for item in source.scan(files)]

    def of(self, kind):
        return [payload for its_kind, _old_id, payload in self.items if its_kind == kind]

    def get(self, kind, old_id):
        return next((row for its_kind, its_id, row in self.items if (its_kind, its_id) == (kind, old_id)), None)

    def find(self, kind, group):
        return [row for row in self.of(kind) if row.get("group") == group]

    def children(self, kind, parent):
        return [row for row in self.of(kind) if row.get("parent") == parent]

    @property
    def stories(self):
        return {story.old_id: story for story in (self.source.story(row, self) for row in self.of(Kind.STORY))}


def read_back(root):
    return Read(Newsroom(Options(ZoneInfo("Europe/London"))), open_files(root))


@pytest.fixture
def export_root(tmp_path):
    """Where an export is written to."""
    return tmp_path / "export"
