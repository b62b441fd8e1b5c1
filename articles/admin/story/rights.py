"""Django's questions about rights, answered by the desk's one rule for stories."""

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from articles.models import Article
from articles.workflow.permissions import may


class StoryRights:
    def has_view_permission(self, request, obj=None) -> bool:
        return may(request.user, "view", obj) or may(request.user, "change", obj)

    def has_change_permission(self, request, obj=None) -> bool:
        return may(request.user, "change", obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return may(request.user, "delete", obj)

    def has_publish_permission(self, request) -> bool:
        return may(request.user, "publish")

    def get_readonly_fields(self, request, obj=None):
        """Whoever may not pass a story for the lawyer may ask for the lawyer, but not send the lawyer away."""
        fields = super().get_readonly_fields(request, obj)
        if obj is None or may(request.user, "pass_legal", obj):
            return fields
        return [*fields, *(name for name in ("needs_legal", "active_proceedings") if getattr(obj, name))]


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
