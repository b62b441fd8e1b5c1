"""The log of a poll: the database changes no line, and lets none go once somebody has voted."""

import pytest
from django.db import IntegrityError, transaction

from polls.models import Poll, PollEvent


@pytest.mark.parametrize("field", ["poll_id", "at", "kind", "before", "after", "reason", "by_id"])
def test_no_line_is_changed(make_poll, field):
    event = PollEvent.objects.create(poll=make_poll(), kind="state", before="draft", after="live")
    old = PollEvent.objects.values().get(pk=event.pk)

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        PollEvent.objects.filter(pk=event.pk).update(**{field: old[field]})


def test_no_line_goes_once_somebody_has_voted(make_poll, cast):
    poll = make_poll()
    event = PollEvent.objects.create(poll=poll, kind="state", before="draft", after="live")
    cast(poll, "Yes")

    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        PollEvent.objects.filter(pk=event.pk).delete()

    assert PollEvent.objects.filter(pk=event.pk).exists()


def test_a_poll_that_nobody_voted_on_goes_with_its_log(make_poll):
    event = PollEvent.objects.create(poll=make_poll(), kind="state", before="draft", after="live")

    event.poll.delete()

    assert not Poll.objects.exists()
    assert not PollEvent.objects.exists()
