"""The lock files, read: what is installed here, in which version and with which hashes."""

import re

from packaging.markers import Marker
from packaging.version import Version

from newsroom.tests.source import ROOT

ENTRY = re.compile(r"^(?P<name>[a-z0-9-]+)(?:\[[^]]*\])?==(?P<version>\S+)(?: ; (?P<marker>[^\\]+?))? \\$", re.M)


def entries_of(name):
    """Each package of a lock: its match, and what stands beneath it."""
    text = (ROOT / name).read_text()
    found = list(ENTRY.finditer(text))
    ends = [entry.start() for entry in found[1:]] + [len(text)]
    return [(entry, text[entry.end() : end]) for entry, end in zip(found, ends, strict=True)]


def locked(name):
    """By package, the version that is installed on this system."""
    entries = [entry for entry, _ in entries_of(name)]
    return {
        entry["name"]: Version(entry["version"])
        for entry in entries
        if entry["marker"] is None or Marker(entry["marker"]).evaluate()
    }
