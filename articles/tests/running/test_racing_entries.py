"""Five writers at once: nothing lost, nothing doubled, the order kept, and of two on one entry the second told."""

import pytest

from articles.tests.running.race_entries import ENTRIES, WRITERS


def assert_nothing_is_lost_or_doubled(result):
    told = [key for each in result["met"] for key in each["acknowledged"]]
    assert len(told) == WRITERS * ENTRIES
    assert sorted(result["entries"]) == sorted(told)
    assert result["news"] == result["positions"] == [*range(1, WRITERS * ENTRIES + 1)]
    assert result["v"] == WRITERS * ENTRIES
    (winner,) = [each["number"] for each in result["met"] if each["won"]]
    assert result["shared"] == f"<p>Writer {winner} was here.</p>"


def test_on_sqlite_in_a_file(run_script, tmp_path):
    database = f"sqlite:///{tmp_path / 'race.sqlite3'}"
    assert_nothing_is_lost_or_doubled(
        run_script("articles.tests.running.race_entries", database_url=database, folder=tmp_path)
    )


@pytest.mark.postgresql
def test_on_postgresql(run_script, postgresql_database_url, tmp_path):
    result = run_script("articles.tests.running.race_entries", database_url=postgresql_database_url, folder=tmp_path)
    assert_nothing_is_lost_or_doubled(result)
