"""Eight workers race 250 voter keys, each of them with all keys: one ballot for a key, on both databases."""

import pytest

from polls.tests.race import KEYS, WORKERS


def assert_one_ballot_for_each_key(result):
    assert result["met"] == {"cast": KEYS, "refused": KEYS * (WORKERS - 1)}
    assert [result[rows] for rows in ("receipts", "ballots", "marks")] == [KEYS] * 3
    assert result["tally"] == result["recount"]
    assert result["tally"]["ballots"] == sum(result["tally"]["counts"].values()) == KEYS


def test_on_sqlite_in_a_file(run_script, tmp_path):
    result = run_script("polls.tests.race", database_url=f"sqlite:///{tmp_path / 'race.sqlite3'}", folder=tmp_path)

    assert_one_ballot_for_each_key(result)


@pytest.mark.postgresql
def test_on_postgresql(run_script, postgresql_database_url, tmp_path):
    result = run_script("polls.tests.race", database_url=postgresql_database_url, folder=tmp_path)

    assert_one_ballot_for_each_key(result)
