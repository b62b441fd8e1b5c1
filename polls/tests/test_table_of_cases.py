"""The table of what could go wrong names tests that are there."""

import re

from newsroom.tests.source import ROOT


def test_each_case_names_a_test_that_exists():
    rows = [line for line in (ROOT / "docs" / "polls.md").read_text().splitlines() if line.startswith("| ")][1:]
    named = [re.findall(r"`([\w/]+\.py)::(test_\w+)`", row) for row in rows]

    assert [row for row, tests in zip(rows, named, strict=True) if not tests] == []
    gone = [
        f"{path}::{name}"
        for path, name in (test for tests in named for test in tests)
        if f"def {name}(" not in (ROOT / path).read_text()
    ]
    assert gone == []
