"""What only real databases with several connections can show, on SQLite in a file and on PostgreSQL."""

import subprocess
from urllib.parse import quote

import pytest

from newsroom.tests.processes import result_of
from polls.tests.drill import MANY, ROUNDS, VOTERS


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def drills(request, tmp_path_factory):
    """All drills on one database, run once: migrating it takes longer than any of them."""
    folder = tmp_path_factory.mktemp("drill")
    url = f"sqlite:///{folder / 'drill.sqlite3'}"
    if request.param == "postgresql":
        server, bin_of = request.getfixturevalue("postgresql_server")
        subprocess.run([bin_of["createdb"], "-h", server, "-U", "newsroom", "drills"], check=True, cwd="/")
        url = f"postgres://newsroom@{quote(str(server), safe='')}/drills"
    return result_of("polls.tests.drill", database_url=url, folder=folder)


def test_one_reader_in_two_threads_leaves_one_ballot_each_time(drills):
    result = drills["double"]

    assert result == {
        "met": {"cast": ROUNDS, "refused": ROUNDS}, "ballots": ROUNDS, "receipts": ROUNDS,
    }  # fmt: skip


def test_no_receipt_can_be_tied_to_its_ballot_once_the_box_was_shaken(drills):
    result = drills["link"]

    # The attack is a real one: it ties nearly all of them while the box lies as it was filled.
    assert max(result["before"].values()) > VOTERS * 0.9
    assert result["after"]["by transaction"] == 0
    # In a random order one row is expected to stand in its old place; that is luck, and nobody knows which.
    assert result["after"]["by order"] <= 8


def test_ten_thousand_votes_are_all_in_the_tally(drills):
    result = drills["many"]

    assert sum(result["acknowledged"].values()) == MANY
    assert result["acknowledged"] == result["tally"] == result["recount"]


def test_whatever_was_acknowledged_survives_the_killing_of_those_who_took_it(drills):
    result = drills["kill"]

    assert result["acknowledged"] >= 60
    assert result["lost"] == 0
    assert result["ballots"] == result["receipts"] == result["tally"] >= result["acknowledged"]


def test_two_hundred_readers_of_a_closed_poll_count_it_once(drills):
    assert drills["closing"] == {"counts": 1, "tally": 30}
