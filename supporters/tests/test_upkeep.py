import pytest
from django.core.cache import cache
from django_tasks_db.models import DBTaskResult

from supporters.models import Heartbeat
from supporters.money.schedule import compare_with_providers, plan_next_comparison


@pytest.fixture
def worker(settings):
    """Tasks wait in the database, as they do in a real paper."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def planned():
    return DBTaskResult.objects.filter(task_path="supporters.money.schedule.compare_with_providers").count()


def test_the_next_comparison_is_planned_once_however_many_ask(sandbox, worker, db):
    for _ in range(5):
        plan_next_comparison()

    assert planned() == 1


def test_each_run_plans_the_next(sandbox, worker, db):
    plan_next_comparison()

    compare_with_providers.call()

    assert planned() == 2
    assert Heartbeat.objects.count() == 1


def test_a_run_that_was_lost_is_planned_again(sandbox, worker, db):
    plan_next_comparison()
    cache.clear()  # what time does by itself

    plan_next_comparison()

    assert planned() == 2


def test_without_cards_nothing_is_planned(worker, db):
    plan_next_comparison()

    assert planned() == 0
