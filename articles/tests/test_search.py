"""What search must never get wrong: the same table of checks on both databases."""

import pytest

from articles.tests import searching, searching_rebuild, searching_words

MORE = [searching_words, searching_rebuild]  # they add to the table


@pytest.mark.django_db
@pytest.mark.parametrize("check", searching.CHECKS.values(), ids=searching.CHECKS)
def test_search_on_sqlite(check):
    check()


@pytest.mark.postgresql
def test_search_on_postgresql(run_script, postgresql_database_url, tmp_path):
    held = run_script("articles.tests.searching", database_url=postgresql_database_url, folder=tmp_path)

    assert held == sorted(searching.CHECKS)
