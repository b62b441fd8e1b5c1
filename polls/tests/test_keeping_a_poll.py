"""What happens to a box while it is open and after it has closed: anonymising, the final count, the end of the keys."""

import datetime as dt
import logging
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, transaction

from polls.counting.anomalies import alert_all
from polls.counting.anonymise import ANONYMISED_FROM, anonymise_all_due, reinsert_in_random_order
from polls.counting.close import GRACE, KEYS_KEPT, check_final_counts, close_all_due, destroy_all_keys_due
from polls.counting.tally import count, recount_all_due
from polls.models import Ballot, Mark, NetworkHour, Poll, PollEvent, PollSecret, Receipt, Tally

SECOND, HOUR = dt.timedelta(seconds=1), dt.timedelta(hours=1)


def tally_of(poll):
    return Tally.objects.select_related("poll").get(poll=poll)


def test_anonymising_keeps_every_vote_and_gives_it_a_new_number(make_poll, cast):
    poll = make_poll(kind=Poll.Kind.MULTIPLE)
    numbers = {cast(poll, *labels, channel="page").pk for labels in [("Yes", "No"), ("Yes",), ("No",)]}
    before = count(poll=poll)

    reinsert_in_random_order(poll=poll)

    assert count(poll=poll) == before
    assert numbers.isdisjoint(Ballot.objects.values_list("pk", flat=True))
    assert (
        Ballot.objects.filter(is_anonymised=True, channel="page").count()
        == Receipt.objects.filter(is_anonymised=True).count()
        == 3
    )


def test_box_is_anonymised_when_it_has_twenty_new_votes_and_an_hour_has_gone(make_poll, fill_box, cast):
    poll = fill_box(make_poll(), ANONYMISED_FROM - 1)
    assert anonymise_all_due() == 0

    cast(poll, "No")
    assert anonymise_all_due() == 1

    fill_box(poll, ANONYMISED_FROM)
    assert anonymise_all_due() == 0
    Tally.objects.update(anonymised_at=tally_of(poll).anonymised_at - HOUR)
    assert anonymise_all_due() == 1
    assert not Ballot.objects.filter(is_anonymised=False).exists()


def test_votes_are_counted_though_nobody_opens_a_page(make_poll, cast):
    poll = make_poll()
    cast(poll, "Yes")

    recount_all_due()

    assert tally_of(poll).ballots == 1


def test_a_minute_after_closing_the_final_count_is_kept_with_its_digest(make_poll, fill_box, time_machine):
    poll = fill_box(make_poll(), 3, 2)
    time_machine.move_to(poll.closes_at + GRACE - SECOND, tick=False)
    assert close_all_due() == 0

    time_machine.move_to(poll.closes_at + GRACE, tick=False)
    assert close_all_due() == 1
    assert close_all_due() == 0

    tally = tally_of(poll)
    assert (tally.ballots, tally.is_frozen, len(tally.digest)) == (5, True, 64)
    assert PollEvent.objects.get(poll=poll, kind="frozen").after == tally.digest
    assert not Ballot.objects.filter(is_anonymised=False).exists()
    assert check_final_counts() == []


@pytest.mark.parametrize(
    "tamper",
    [
        lambda poll: Mark.objects.filter(ballot__poll=poll)[0].ballot.marks.all().delete(),
        lambda poll: Ballot.objects.create(poll=poll, hour=poll.opens_at),
        lambda poll: Tally.objects.filter(poll=poll).update(ballots=500),
    ],
)
def test_the_nightly_check_notices_a_changed_box_or_tally(make_poll, fill_box, time_machine, caplog, tamper):
    poll = fill_box(make_poll(), 3, 2)
    time_machine.move_to(poll.closes_at + HOUR)
    close_all_due()

    tamper(poll)

    assert check_final_counts() == check_final_counts() == [poll]
    assert PollEvent.objects.filter(poll=poll, kind="tampered").count() == 1
    assert "no longer make the final count" in caplog.text


@pytest.mark.parametrize("state", Poll.State.values)
def test_closing_time_is_final_for_the_database_once_the_count_is_kept(make_poll, fill_box, time_machine, state):
    poll = fill_box(make_poll(), 3)
    rows = Poll.objects.filter(pk=poll.pk)
    rows.update(closes_at=poll.closes_at + HOUR)  # as long as it is open
    time_machine.move_to(poll.closes_at + 2 * HOUR)
    close_all_due()

    with pytest.raises(IntegrityError, match="poll_stays_closed"), transaction.atomic():
        rows.update(state=state, closes_at=poll.closes_at + 3 * HOUR)


def test_two_days_after_closing_the_keys_are_destroyed(make_poll, fill_box, cast, time_machine, caplog):
    poll = fill_box(make_poll(), 3)
    Ballot.objects.update(cohort=7)
    NetworkHour.objects.create(poll=poll, network=Receipt.objects.first().key, hour=poll.opens_at, votes=1)
    time_machine.move_to(poll.closes_at + KEYS_KEPT - SECOND, tick=False)
    close_all_due()
    assert destroy_all_keys_due() == 0

    time_machine.move_to(poll.closes_at + KEYS_KEPT, tick=False)
    with caplog.at_level(logging.INFO):
        assert destroy_all_keys_due() == 1

    assert not any(model.objects.exists() for model in (PollSecret, Receipt, NetworkHour))
    assert not Ballot.objects.exclude(cohort=None).exclude(edit_key=None).exists()
    assert tally_of(poll).keys_destroyed_at == poll.closes_at + KEYS_KEPT
    assert f"Voter keys of poll {poll.pk} were destroyed" in caplog.text
    assert PollEvent.objects.filter(poll=poll, kind="keys").count() == 1
    assert check_final_counts() == []


def test_the_upkeep_may_run_late_twice_or_on_nothing(make_poll, fill_box, time_machine):
    call_command("polls_upkeep")
    poll = fill_box(make_poll(), 3)
    time_machine.move_to(poll.closes_at + dt.timedelta(days=30))

    for _ in range(2):
        call_command("polls_upkeep")

    assert tally_of(poll).is_frozen
    assert PollEvent.objects.filter(poll=poll, kind__in=["frozen", "keys"]).count() == 2


@pytest.mark.usefixtures("unbroken_hour")
def test_an_hour_with_a_surge_and_another_split_is_told_of_once_and_nothing_is_removed(make_poll, fill_box):
    poll = fill_box(make_poll(), 18, 18)
    for number, ballot in enumerate(Ballot.objects.all()):
        ballot.hour = poll.opens_at + (number % 3) * HOUR
        ballot.save()
    fill_box(poll, 0, 60)

    assert (alert_all(), alert_all()) == (1, 0)

    assert "an unusual hour" in PollEvent.objects.get(poll=poll, kind="burst").get_kind_display()
    assert not Ballot.objects.exclude(status="counted").exists()


@pytest.mark.usefixtures("unbroken_hour")
def test_a_surge_that_votes_like_the_others_is_no_alarm(make_poll, fill_box):
    poll = fill_box(make_poll(), 9, 9)
    for number, ballot in enumerate(Ballot.objects.all()):
        ballot.hour = poll.opens_at + (number % 2) * HOUR
        ballot.save()
    fill_box(poll, 40, 40)

    assert alert_all() == 0


def test_migration_closes_what_was_opened_without_keys_and_counts_the_rest_again(make_poll, fill_box, time_machine):
    dead, open_again, closed, running = (fill_box(make_poll(), 2) for _ in range(4))
    for poll in (dead, open_again, closed):
        Tally.objects.filter(poll=poll).update(frozen_at=poll.closes_at + HOUR, digest="0" * 64)
    Tally.objects.filter(poll=dead).update(keys_destroyed_at=dead.closes_at + KEYS_KEPT)
    Poll.objects.filter(pk__in=[dead.pk, open_again.pk]).update(closes_at=closed.closes_at + 9 * KEYS_KEPT)
    time_machine.move_to(closed.closes_at + 2 * KEYS_KEPT)

    import_module("polls.migrations.0009_keep_closed_polls_closed").keep_closed(apps, None)

    kept = Poll.objects.in_bulk()
    assert (kept[dead.pk].is_closed(), kept[open_again.pk].is_open()) == (True, True)
    assert kept[dead.pk].final_closes_at == kept[dead.pk].closes_at == tally_of(dead).frozen_at
    assert kept[closed.pk].final_closes_at == closed.closes_at
    assert kept[open_again.pk].final_closes_at is kept[running.pk].final_closes_at is None
    assert not tally_of(open_again).is_frozen
