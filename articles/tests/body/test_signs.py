"""Which typographic sign a straight one becomes: the table in `articles/tests/body/signs`, English and Welsh."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.node
TABLE = Path(__file__).parent / "signs" / "table.mjs"
# Each is told in docs/handbook.md.
MISSES = set()


@pytest.fixture(scope="module")
def rows():
    node = shutil.which("node", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    done = subprocess.run([node, TABLE], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("way", ["pasted", "typed"])
def test_signs_of_the_table_come_out_as_it_says(rows, way):
    missed = {row["words"] for row in rows if row[way] != row["wanted"]}

    assert len(rows) >= 300
    assert missed == MISSES
    assert len(missed) <= len(rows) / 100


def test_signs_that_are_typographic_already_stay_as_they_are(rows):
    assert sum('"' in row["wanted"] or "'" in row["wanted"] for row in rows) >= 5  # some are to stay straight
    assert sum(row["words"] != row["wanted"] for row in rows) >= 250
