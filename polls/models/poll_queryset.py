"""Polls in lists: by their state and the clock, and with all that drawing them needs."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone

from polls.models.choices import Choice

if TYPE_CHECKING:
    from polls.models.polls import Poll


class PollQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Polls that the public may know of: all but drafts."""
        return self.exclude(state=self.model.State.DRAFT)

    def open(self, at=None) -> Self:
        """Polls that take votes, by the clock."""
        at = at or timezone.now()
        return self.filter(state=self.model.State.LIVE, opens_at__lte=at, closes_at__gt=at)

    def upcoming(self, at=None) -> Self:
        at = at or timezone.now()
        # It closes later still, which says where in the index of closings to look.
        return self.filter(state=self.model.State.LIVE, opens_at__gt=at, closes_at__gt=at)

    def closed(self, at=None) -> Self:
        """Polls whose voting is over and whose result stands."""
        at = at or timezone.now()
        return self.filter(state__in=[self.model.State.LIVE, self.model.State.PAUSED], closes_at__lte=at)

    def closed_parts(self, at=None) -> list[models.Q]:
        """The same, apart: the polls of each state are a list by date of its own."""
        at = at or timezone.now()
        return [models.Q(state=state, closes_at__lte=at) for state in (self.model.State.LIVE, self.model.State.PAUSED)]

    def in_phase(self, phase, at=None) -> Self:
        """Polls that stand there by their state and the clock; agrees with `Poll.phase`."""
        at = at or timezone.now()
        if phase in {self.model.Phase.DRAFT, self.model.Phase.VOID}:
            return self.filter(state=phase)
        if phase == self.model.Phase.PAUSED:
            return self.filter(state=self.model.State.PAUSED, closes_at__gt=at)
        return {
            self.model.Phase.UPCOMING: self.upcoming,
            self.model.Phase.OPEN: self.open,
            self.model.Phase.CLOSED: self.closed,
        }[phase](at)

    def fetch_with_choices(self, ids: Iterable[int]) -> "list[Poll]":
        """These polls with all that drawing them takes, in one query and not two."""
        in_order = Choice.objects.filter(poll__in=ids).order_by("position", "pk")
        polls: dict[int, Poll] = {}
        for choice in in_order.select_related("poll__tally"):
            poll = polls.setdefault(choice.poll_id, choice.poll)
            poll.fetched_answers = [*(poll.fetched_answers or ()), choice]
        return list(polls.values())

    def with_choices(self) -> Self:
        """All that drawing a poll needs: the answers in their order, and the tally."""
        in_order = Choice.objects.order_by("position", "pk")
        return self.select_related("tally").prefetch_related(models.Prefetch("choices", queryset=in_order))
