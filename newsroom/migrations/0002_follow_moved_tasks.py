"""Tasks that wait in the queue are stored by the path of their function. Those functions have moved into rooms."""

from django.db import migrations

MOVED = {
    "articles.tasks.deliver": "articles.workflow.tasks.deliver",
    "supporters.asks.count_click": "supporters.appeals.variants.count_click",
    "supporters.later.ask_newsletter": "supporters.letters.newsletter.ask_newsletter",
    "supporters.signing_in.mail_link": "supporters.portal.sign_in.mail_link",
    "supporters.tasks.deliver": "supporters.letters.tasks.deliver",
    "supporters.upkeep.compare_with_providers": "supporters.money.tasks.compare_with_providers",
}


def rename(apps, moved):
    results = apps.get_model("django_tasks_database", "DBTaskResult").objects
    for old, new in moved.items():
        results.filter(task_path=old).update(task_path=new)


def follow(apps, schema_editor):
    rename(apps, MOVED)


def go_back(apps, schema_editor):
    rename(apps, {new: old for old, new in MOVED.items()})


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0001_cache_table"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]
    operations = [migrations.RunPython(follow, go_back)]
