"""A thousand double submits, replays and races of return page, message and comparison: nothing happens twice."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from supporters.tests.card_race import AMOUNT, FORMS, SYNCS, WORKERS


def race_on(database_url, tmp_path):
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "DATA": str(tmp_path),
        "DEMO": "1",
        "SITE_URL": "http://localhost",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "supporters.tests.card_race"],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def assert_nothing_happened_twice(result):
    met = result.pop("met")
    assert {words.split()[0] for words in met} == {"visit", "paid", "posted", "compared", "refunded", "refund"}, met
    assert met["visit"] == 2 * FORMS * WORKERS
    assert met["posted 200"] + met["compared active"] == SYNCS * FORMS * WORKERS
    assert sum(met.values()) >= 1000
    assert result == {
        "pledges": FORMS,
        "active": FORMS,
        "visits": FORMS,
        "charges": FORMS,
        "payments": FORMS,
        "receipts": FORMS,
        "changes": FORMS,
        "refunds": FORMS,
        "refund letters": FORMS,
        "kept": FORMS * (AMOUNT - 300),
        "given back there": FORMS * 300,
    }


def test_08_12_16_on_sqlite_in_a_file(tmp_path):
    assert_nothing_happened_twice(race_on(f"sqlite:///{tmp_path / 'race.sqlite3'}", tmp_path))


@pytest.mark.postgresql
def test_08_12_16_on_postgresql(postgresql_database_url, tmp_path):
    assert_nothing_happened_twice(race_on(postgresql_database_url, tmp_path))
