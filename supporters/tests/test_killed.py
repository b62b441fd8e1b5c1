"""kill -9 between what a provider has done and what we have written: one run of the comparison closes the gap."""

import json
import signal
import subprocess
import sys

import pytest

from newsroom.tests.processes import ROOT, environment
from supporters.tests.killed import ACTS, AMOUNT, BACK, NEW_AMOUNT


def killed_on(database_url, tmp_path):
    settings = {
        "DATABASE_URL": database_url,
        "DATA": str(tmp_path),
        "DEMO": "1",
        "SITE_URL": "http://localhost",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "supporters.tests.killed"],
        env=environment(**settings),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


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


def test_on_sqlite_in_a_file(tmp_path):
    assert_one_run_closes_the_gap(killed_on(f"sqlite:///{tmp_path / 'killed.sqlite3'}", tmp_path))


@pytest.mark.postgresql
def test_on_postgresql(postgresql_database_url, tmp_path):
    assert_one_run_closes_the_gap(killed_on(postgresql_database_url, tmp_path))
