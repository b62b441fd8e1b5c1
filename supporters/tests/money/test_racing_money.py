"""Four workers send the same forms, record the same payments and post the same letters: each is there once."""

import pytest

from supporters.tests.money.race import FORMS, READERS, WORKERS


def assert_everything_is_there_once(result):
    met = result.pop("met")
    assert met["pledged"] == FORMS, met
    assert met["found"] == FORMS * (WORKERS - 1), met
    assert {words.split()[0] for words in met} == {"pledged", "found", "recorded", "posted"}, met
    letters = 3 * FORMS  # one with instructions and two receipts for each
    assert result == {
        "supporters": READERS,
        "pledges": FORMS,
        "active": FORMS,
        "payments": 2 * FORMS,
        "received": 2 * FORMS * 500,
        "receipt_numbers": 2 * FORMS,
        "log": 3 * FORMS,
        "letters": letters,
        "sent": letters,
        "posted": letters,
        "tasks": letters,
    }


def test_on_sqlite_in_a_file(run_script, tmp_path):
    assert_everything_is_there_once(
        run_script(
            "supporters.tests.money.race", database_url=f"sqlite:///{tmp_path / 'race.sqlite3'}", folder=tmp_path
        )
    )


@pytest.mark.postgresql
def test_on_postgresql(run_script, postgresql_database_url, tmp_path):
    assert_everything_is_there_once(
        run_script("supporters.tests.money.race", database_url=postgresql_database_url, folder=tmp_path)
    )
