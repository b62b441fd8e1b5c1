"""What the worker does for money."""

from django.tasks import task

from supporters.money.reconcile import reconcile
from supporters.providers import card_provider


@task
def compare_with_providers() -> None:
    reconcile()


def enqueue_comparison() -> None:
    """Ask the worker to compare what is open with the card provider, where the paper has one."""
    if card_provider():
        compare_with_providers.enqueue()
