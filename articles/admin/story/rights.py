"""Django's questions about rights, answered by the desk's one rule for stories."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from articles.workflow.permissions import may


class StoryRights:
    def has_view_permission(self, request, obj=None):
        return may(request.user, "view", obj) or may(request.user, "change", obj)

    def has_change_permission(self, request, obj=None):
        return may(request.user, "change", obj)

    def has_delete_permission(self, request, obj=None):
        return may(request.user, "delete", obj)

    def story_for(self, request, object_id, act):
        """The story if it is on the desk and this person may do that to it; a view's first question."""
        article = self.get_object(request, str(object_id))
        if article is None:
            raise Http404
        if not (self.has_view_permission(request, article) and may(request.user, act, article)):
            raise PermissionDenied
        return article

    def history_view(self, request, object_id, extra_context=None):
        self.story_for(request, object_id, "view")
        return super().history_view(request, object_id, extra_context)

    def revision_view(self, request, object_id, version_id, extra_context=None):
        self.story_for(request, object_id, "change")
        return super().revision_view(request, object_id, version_id, extra_context)
