"""Tasks that were queued before their functions moved still run."""

from importlib import import_module

import pytest
from django.apps import apps
from django.tasks import Task
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

moved_tasks = import_module("newsroom.migrations.0002_follow_moved_tasks")

pytestmark = pytest.mark.django_db


def queue(path):
    return DBTaskResult.objects.create(
        task_path=path, args_kwargs={"args": [], "kwargs": {}}, backend_name="default", run_after=timezone.now()
    )


def test_queued_task_leads_to_its_function_when_the_function_has_moved():
    rows = [queue(path) for path in moved_tasks.MOVED]

    moved_tasks.follow(apps, None)

    for row in rows:
        row.refresh_from_db()
        assert isinstance(import_string(row.task_path), Task)


def test_queued_task_has_its_old_path_when_the_move_is_taken_back():
    row = queue("articles.tasks.deliver")
    moved_tasks.follow(apps, None)

    moved_tasks.go_back(apps, None)

    row.refresh_from_db()
    assert row.task_path == "articles.tasks.deliver"
