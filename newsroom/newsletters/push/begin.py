"""An alert goes to browsers too."""

from django.db import transaction

from articles.models import Article
from newsroom.newsletters.models import Issue, PushAlert, PushEndpoint
from newsroom.newsletters.push.tasks import push_some


@transaction.atomic
def begin_push(*, issue: Issue, article: Article) -> PushAlert | None:
    """Hand an alert to the worker for browsers too, with the caller's transaction. None where no browser wants it."""
    if not PushEndpoint.objects.wanting(issue.newsletter).exists():
        return None
    alert, is_new = PushAlert.objects.get_or_create(issue=issue, defaults={"article": article})
    if is_new:
        push_some.enqueue(alert.pk)
    return alert
