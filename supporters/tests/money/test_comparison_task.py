"""The worker compares what is open with the card provider, where the paper has one."""

from supporters.models import Heartbeat
from supporters.money.tasks import enqueue_comparison


def test_comparison_runs_when_cards_are_taken(sandbox, db):
    enqueue_comparison()

    assert Heartbeat.objects.count() == 1


def test_comparison_is_not_asked_for_without_cards(db):
    enqueue_comparison()

    assert not Heartbeat.objects.exists()
