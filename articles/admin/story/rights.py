"""Django's questions about rights, answered by the desk's one rule for stories."""

from copy import copy

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from articles.models import Article
from articles.workflow.permissions import LIFTED_BY, locked_fields, may


class StoryRights:
    def has_view_permission(self, request, obj=None) -> bool:
        return may(request.user, "view", obj) or may(request.user, "change", obj)

    def has_change_permission(self, request, obj=None) -> bool:
        return may(request.user, "change", obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return may(request.user, "delete", obj)

    def has_publish_permission(self, request) -> bool:
        return may(request.user, "publish")

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
    article = admin.get_object(request, str(pk))
    if article is None:
        raise Http404
    if not (admin.has_view_permission(request, article) and may(request.user, act, article)):
        raise PermissionDenied
    return article
