"""What is kept of pages, on both databases and with real commits."""

import pytest


def assert_pages_say_what_is_so(found):
    told = {
        "published": ["Lock", "Quay", "Weir"],
        "withdrawn": ["Lock", "Quay"],
        "changed": ["Quay", "Sluice"],
    }
    for moment, headlines in told.items():
        assert found[moment] == dict.fromkeys(("story", "front", "section"), [headlines, headlines]), moment
    assert found["author"] == [True, True]


def test_kept_pages_say_what_is_so_on_sqlite(run_script, tmp_path):
    database_url = f"sqlite:///{tmp_path / 'kept.sqlite3'}"
    assert_pages_say_what_is_so(
        run_script("newsroom.tests.page_cache.kept_pages", database_url=database_url, folder=tmp_path)
    )


@pytest.mark.postgresql
def test_kept_pages_say_what_is_so_on_postgresql(run_script, postgresql_database_url, tmp_path):
    found = run_script("newsroom.tests.page_cache.kept_pages", database_url=postgresql_database_url, folder=tmp_path)
    assert_pages_say_what_is_so(found)
