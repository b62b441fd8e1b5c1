"""Four workers send the same forms, record the same payments and post the same letters: each is there once."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from supporters.tests.race import FORMS, READERS, WORKERS


def race_on(database_url, tmp_path):
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "SITE_URL": "http://localhost",
    }
    command = [sys.executable, "-m", "supporters.tests.race"]
    done = subprocess.run(
        command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def assert_everything_is_there_once(result):
    met = result.pop("met")
    assert met["pledged"] == FORMS
    assert met["found"] == FORMS * (WORKERS - 1)
    assert {words.split()[0] for words in met} == {"pledged", "found", "recorded", "posted"}, met
    letters = 3 * FORMS  # one with instructions and two receipts for each
    assert result == {
        "supporters": READERS, "pledges": FORMS, "active": FORMS, "payments": 2 * FORMS, "received": 2 * FORMS * 500,
        "receipt_numbers": 2 * FORMS, "log": 3 * FORMS, "letters": letters, "sent": letters, "posted": letters,
        "tasks": letters,
    }  # fmt: skip


def test_on_sqlite_in_a_file(tmp_path):
    assert_everything_is_there_once(race_on(f"sqlite:///{tmp_path / 'race.sqlite3'}", tmp_path))


@pytest.mark.postgresql
def test_on_postgresql(postgresql_database_url, tmp_path):
    assert_everything_is_there_once(race_on(postgresql_database_url, tmp_path))
