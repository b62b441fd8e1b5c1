"""What keeps the comparison with the providers going: each run plans the next, and the worker sees that one is."""

import datetime as dt

from django.core.cache import cache
from django.tasks import task
from django.utils import timezone

from supporters.money.reconcile import reconcile
from supporters.providers import card_provider

EVERY = dt.timedelta(minutes=10)
PLANNED = "supporters-comparison-planned"


@task
def compare_with_providers():
    cache.delete(PLANNED)
    plan_next_comparison()
    reconcile()


def plan_next_comparison(after=EVERY):
    """Enqueue the next run, unless one is planned. A run that was lost is planned again when its time is over."""
    if card_provider() is None or not compare_with_providers.get_backend().supports_defer:
        return
    if cache.add(PLANNED, 1, 2 * EVERY.seconds):
        compare_with_providers.using(run_after=timezone.now() + after).enqueue()
