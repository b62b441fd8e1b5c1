"""A thousand double submits, replays and races of return page, message and comparison: nothing happens twice."""

import pytest

from supporters.tests.money.card_race import AMOUNT, FORMS, SYNCS, WORKERS


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


def test_08_12_16_on_sqlite_in_a_file(run_script, tmp_path):
    url = f"sqlite:///{tmp_path / 'race.sqlite3'}"

    assert_nothing_happened_twice(
        run_script("supporters.tests.money.card_race", database_url=url, folder=tmp_path, DEMO="1")
    )


@pytest.mark.postgresql
def test_08_12_16_on_postgresql(run_script, postgresql_database_url, tmp_path):
    url = postgresql_database_url

    assert_nothing_happened_twice(
        run_script("supporters.tests.money.card_race", database_url=url, folder=tmp_path, DEMO="1")
    )
