"""The whole of the polls' tests once more on PostgreSQL, where a paper with many readers keeps its votes."""

import subprocess
import sys

import pytest

from newsroom.tests.processes import ROOT, environment

# These begin servers or browsers of their own, and the races and drills go to both databases by themselves.
ELSEWHERE = "not browser and not postgresql and not redis"
BOTH = ["test_drills.py", "test_racing_votes.py"]


@pytest.mark.postgresql
def test_what_holds_on_sqlite_holds_there(make_postgresql_database, tmp_path):
    # Its test database has all tables already, which saves making them again.
    url, _ = make_postgresql_database("suite"), make_postgresql_database("test_suite")
    command = [sys.executable, "-m", "pytest", "polls", "-q", "-x", "--reuse-db", "-m", ELSEWHERE]
    left_out = [f"--ignore=polls/tests/{name}" for name in BOTH]

    done = subprocess.run(
        [*command, *left_out],
        cwd=ROOT,
        env=environment(DATABASE_URL=url, DATA=str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-4000:]
