"""The drill of attacks, within bounds: what attackers gain, and that no honest reader is lost."""

import pytest
from django.core.management import CommandError, call_command

from polls.counting.removals import release_held
from polls.drills.attacks import LOOPS, NETWORKS, READERS_OF_SCHOOL, REPLAYS, VISITORS, run_all
from polls.models import Ballot, Poll
from polls.voting.rate_limit import TIMES_WITH_PROOF, VOTES_AN_HOUR

pytestmark = pytest.mark.usefixtures("unbroken_hour")


@pytest.fixture
def cheap_work(monkeypatch):
    # Ten rounds instead of ten thousand: what counts here is what a proof buys, not what it costs.
    monkeypatch.setattr("common.proof_of_work.ROUNDS", 10)


def test_bounds_what_each_attack_gains(make_poll, cast, settings, cheap_work, editor):
    settings.TRUSTED_PROXIES = 1
    poll = make_poll()
    cast(poll, "Yes")
    allowed = VOTES_AN_HOUR[Poll.Stakes.NORMAL]

    outcomes = {outcome.name: outcome for outcome in run_all(Poll.objects.with_choices().get(pk=poll.pk))}

    def of(name):
        outcome = outcomes[name]
        return outcome.counted, outcome.held, outcome.refused

    assert of("a loop that drops its cookies") == (allowed, LOOPS - allowed, 0)
    assert of("a loop that invents addresses") == (allowed, LOOPS - allowed, 0)
    assert of("a loop in one household of ipv6") == (allowed, LOOPS - allowed, 0)
    assert of("a loop by its own name") == (0, VISITORS, 0)
    assert of("a partisan site that sends the form") == (0, 0, VISITORS)
    # What no poll without logins can tell from a hundred readers.
    assert of("a hundred networks") == (NETWORKS, 0, 0)
    # The loop before them has gone so far that not even the first proof of that network buys a vote.
    assert of("proofs used again") == (0, REPLAYS, 0)
    counted, held, refused = of("a school behind one address")
    assert refused == 0
    assert counted > READERS_OF_SCHOOL * 0.6
    assert counted <= allowed * TIMES_WITH_PROOF
    assert Ballot.objects.filter(poll=poll, hold_reason="network", status="held").exists()
    release_held(poll=poll, reason="A school", by=editor, hold_reason=Ballot.HoldReason.NETWORK)
    assert not Ballot.objects.filter(poll=poll, hold_reason="network", status="held").exists()


def test_is_not_run_where_readers_vote(db):
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("stuff_poll")


def test_prints_a_line_for_each_attack(db, settings, cheap_work, capsys):
    settings.DEMO = True

    call_command("stuff_poll", stakes="high")

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 9
    # The school: forty came, none was refused.
    assert (lines[5].split()[-4], lines[5].split()[-1]) == ("40", "0")
    assert Poll.objects.get().state == Poll.State.VOID
