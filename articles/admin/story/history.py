"""What a story said and when: its saves, any two of them side by side, and the desk beside what readers have."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from reversion.models import Version

from articles.editing.snapshots import differences, snapshot_of_article, snapshot_of_edition, snapshot_of_revision

SHOWN = 200  # saves; older ones are asked for by their address


class HistoryDesk:
    object_history_template = "admin/articles/article/history.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.live_view)
        return [path("<int:object_id>/compare/", view, name="articles_article_compare"), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        article = self.story_for(request, object_id, "view")
        saves = self._saves(article)
        asked = [request.GET.get(name, "") for name in ("old", "new")]
        current = next((save for save in saves if save.field_dict.get("version") == article.version), None)
        may_restore = self.has_change_permission(request, article)
        context = {"saves": saves[:SHOWN], "current": current, "may_restore": may_restore}
        if all(asked):
            old, new = sorted((self._save(saves, pk) for pk in asked), key=lambda save: save.pk)
            found = differences(*(snapshot_of_revision(save.revision, article) for save in (old, new)))
            context |= {"old": old, "new": new, "differences": found}
        elif saves:
            context |= {"new": saves[0], "old": saves[1] if len(saves) > 1 else saves[0]}
        return super().history_view(request, object_id, context | (extra_context or {}))

    def _saves(self, article):
        return list(Version.objects.get_for_object(article).select_related("revision__user").order_by("-pk"))

    def _save(self, saves, pk):
        found = next((save for save in saves if str(save.pk) == pk), None)
        if found is None:
            raise Http404
        return found

    def live_view(self, request, object_id):
        """What readers have, or are to get, and what has been changed at the desk since."""
        article = self.story_for(request, object_id, "view")
        edition = article.live_edition() or article.newest_edition()
        found = differences(snapshot_of_edition(edition), snapshot_of_article(article)) if edition else []
        context = {
            **self.admin_site.each_context(request),
            "title": _("Compare with live"),
            "opts": self.opts,
            "original": article,
            "edition": edition,
            "is_live": bool(edition) and edition.is_live(),
            "differences": found,
        }
        return TemplateResponse(request, "admin/articles/article/compare.html", context)
