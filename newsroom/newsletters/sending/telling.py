"""Letters to the desk about an issue that waits for a person."""

from django.urls import reverse

from articles.workflow.notifications import write_letter
from common.can import staff_who_can
from newsroom.newsletters.models import Issue


def tell_desk(*, issue: Issue, why: str) -> None:
    """Once for each step of the issue, to whoever may send it."""
    path = reverse("admin:newsroom_issue_change", args=[issue.pk])
    for person in staff_who_can("send", issue):
        key = f"issue:{issue.pk}:{issue.version}:{person.pk}"
        write_letter(key=key, to=person, template="desk_issue", path=path, issue=issue, why=why)
