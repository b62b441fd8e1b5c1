"""What a person may not take off a story, and the first question of each of its views."""

from copy import copy

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from articles.models import Article
from articles.workflow.permissions import LIFTED_BY, locked_fields
from common.can import can


class StoryGuards:
    def has_publish_permission(self, request) -> bool:
        return can(request.user, "publish", Article)

    def get_readonly_fields(self, request, obj=None) -> list[str]:
        """Whoever may not lift an embargo or a flag may set it, ask for the lawyer, say, but not take it off again."""
        fields = super().get_readonly_fields(request, obj)
        return [*fields, *(locked_fields(request.user, self._as_stored(request, obj)) if obj else ())]

    def _as_stored(self, request, obj):
        """The story as it is kept: while an old version is looked at, the row itself says less than what holds."""
        facts = getattr(request, "story_facts", None) or {}
        stored = copy(obj)
        for name in LIFTED_BY.keys() & facts.keys():
            setattr(stored, name, facts[name])
        return stored


def story_for(admin: ModelAdmin, request: HttpRequest, pk: int | str, act: str) -> Article:
    """The story if it is on the desk and this person may do that to it; a view's first question.

    Raises Http404 or PermissionDenied.
    """
    if not can(request.user, act, Article):
        raise PermissionDenied
    article = admin.get_object(request, str(pk))
    if article is None:
        raise Http404
    if not can(request.user, act, article):
        raise PermissionDenied
    return article
