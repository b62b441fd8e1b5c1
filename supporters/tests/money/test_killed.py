"""kill -9 between what a provider has done and what we have written: one run of the comparison closes the gap."""

import signal

import pytest

from supporters.tests.money.killed import ACTS, AMOUNT, BACK, NEW_AMOUNT


def assert_one_run_closes_the_gap(result):
    before, after = result["before"], result["after"]
    assert result["ended"] == dict.fromkeys(ACTS, -signal.SIGKILL)
    # The gap was there: the provider had acted, and our rows did not say so.
    assert (before["visit"]["state"], before["visit"]["amount here and there"]) == ("started", [AMOUNT, AMOUNT])
    assert (before["paid"]["at the provider"], before["paid"]["in the ledger"]) == (AMOUNT, 0)
    assert (before["refunded"]["at the provider"], before["refunded"]["in the ledger"]) == (AMOUNT - BACK, AMOUNT)
    assert before["stopped"]["state"] == "active"
    assert before["raised"]["amount here and there"] == [NEW_AMOUNT, AMOUNT]
    # And is closed: nothing was charged, given back or written twice.
    for act, books in after.items():
        assert books["at the provider"] == books["in the ledger"], act
        assert (books["payments"], books["receipts"]) == (1, 1), act
        assert books["amount here and there"][0] == books["amount here and there"][1], act
    assert {act: books["state"] for act, books in after.items()} == dict.fromkeys(ACTS, "active") | {
        "stopped": "cancelled"
    }
    assert (after["refunded"]["refunds"], after["refunded"]["refund letters"]) == (["succeeded"], 1)
    assert after["stopped"]["changes"] == ["new", "churn"]
    assert after["raised"]["changes"] == ["new", "up"]
    assert result["again"] == after


def test_on_sqlite_in_a_file(run_script, tmp_path):
    url = f"sqlite:///{tmp_path / 'killed.sqlite3'}"

    assert_one_run_closes_the_gap(
        run_script("supporters.tests.money.killed", database_url=url, folder=tmp_path, DEMO="1")
    )


@pytest.mark.postgresql
def test_on_postgresql(run_script, postgresql_database_url, tmp_path):
    url = postgresql_database_url

    assert_one_run_closes_the_gap(
        run_script("supporters.tests.money.killed", database_url=url, folder=tmp_path, DEMO="1")
    )
