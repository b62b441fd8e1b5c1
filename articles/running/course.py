"""A story's course: from when it is told in entries until it is over."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Article, RunningStory


@transaction.atomic
def begin(*, article: Article, by: User | None) -> RunningStory:
    """From now on the story is told in entries, below its own words; once more where it had ended."""
    running, _made = RunningStory.objects.get_or_create(article=article, defaults={"begun_by": by})
    RunningStory.objects.filter(pk=running.pk).update(ended_at=None)
    return RunningStory.objects.get(pk=running.pk)


@transaction.atomic
def end(*, running: RunningStory) -> None:
    """No entry comes any more, and readers' pages stop to ask for any. What was told stays, and can be put right."""
    RunningStory.objects.filter(pk=running.pk, ended_at=None).update(ended_at=timezone.now())


def set_order(*, running: RunningStory, newest_first: bool) -> None:
    """Which entry readers meet first."""
    RunningStory.objects.filter(pk=running.pk).update(newest_first=newest_first)
