"""Eight workers race 250 voter keys, each of them with all keys: one ballot for a key, on both databases."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from polls.tests.race import KEYS, WORKERS


def race_on(database_url, tmp_path):
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "SITE_URL": "http://localhost",
    }
    command = [sys.executable, "-m", "polls.tests.race"]
    done = subprocess.run(
        command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False, timeout=180
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def assert_one_ballot_for_each_key(result):
    assert result["met"] == {"cast": KEYS, "refused": KEYS * (WORKERS - 1)}
    assert [result[rows] for rows in ("receipts", "ballots", "marks")] == [KEYS] * 3
    assert result["tally"] == result["recount"]
    assert result["tally"]["ballots"] == sum(result["tally"]["counts"].values()) == KEYS


def test_on_sqlite_in_a_file(tmp_path):
    result = race_on(f"sqlite:///{tmp_path / 'race.sqlite3'}", tmp_path)

    assert_one_ballot_for_each_key(result)


@pytest.mark.postgresql
def test_on_postgresql(postgresql_database_url, tmp_path):
    result = race_on(postgresql_database_url, tmp_path)

    assert_one_ballot_for_each_key(result)
