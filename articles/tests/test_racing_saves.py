"""Fifty saves of one story at once: one winner, forty-nine told, no character lost; on both databases."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from articles.tests.race import EDITORS, words_of


def race_on(database_url, tmp_path):
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "SITE_URL": "http://localhost",
    }
    command = [sys.executable, "-m", "articles.tests.race"]
    done = subprocess.run(
        command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def assert_one_won_and_nobody_lost(result):
    won = [each["number"] for each in result["met"] if each["status"] == 302]
    told = [each for each in result["met"] if each["status"] == 200]
    assert (len(won), len(told)) == (1, EDITORS - 1), result["met"]
    assert all(each["kept"] for each in told)
    assert result["headline"] == f"Headline of editor {won[0]}"
    assert result["body"] == f"<p>{words_of(won[0])}</p>"
    assert (result["version"], result["revisions"]) == (2, 1)


def test_on_sqlite_in_a_file(tmp_path):
    assert_one_won_and_nobody_lost(race_on(f"sqlite:///{tmp_path / 'race.sqlite3'}", tmp_path))


@pytest.mark.postgresql
def test_on_postgresql(postgresql_database_url, tmp_path):
    assert_one_won_and_nobody_lost(race_on(postgresql_database_url, tmp_path))
