"""The desk's admin of the paper's own pages, with their earlier versions and texts to begin from."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from js_asset import ImportMap
from js_asset import Media as ScriptMedia
from reversion.admin import VersionAdmin

from articles.admin.story.placed_objects import addresses
from articles.body.schema import SHARED_SCRIPTS
from common.desk_admin import AsksCan, RevisesWhatIsSaved
from newsroom.paper.begin import KINDS, page_text
from newsroom.paper.forms import PageForm
from newsroom.paper.models import Page
from newsroom.paper.pages import save_page

SCRIPTS = ScriptMedia(importmap=ImportMap(SHARED_SCRIPTS), js=[Script("articles/desk/unsaved.js", type="module")])
# What has happened to a page since, which restoring its old words leaves as it is.
FACTS = ("slug", "is_live", "changed_on", "version")


@admin.register(Page)
class PageAdmin(RevisesWhatIsSaved, AsksCan, VersionAdmin):
    list_display = ["title", "kind", "group", "is_live", "changed_on"]
    form = PageForm
    fields = ["kind", "title", "slug", "body", "group", "position", "is_live", "is_substantive"]
    prepopulated_fields = {"slug": ["title"]}
    change_form_template = "admin/newsroom/page/change_form.html"
    change_list_template = "admin/newsroom/page/change_list.html"
    object_history_template = "admin/newsroom/page/history.html"
    revision_form_template = "admin/newsroom/page/revision_form.html"
    history_latest_first = True

    def get_urls(self) -> list[URLPattern]:
        """Readers never had what can be deleted, so there is nothing to recover."""
        view, name = self.admin_site.admin_view(self.revision_view), "newsroom_page_revision"
        django = [url for url in super().get_urls() if not str(url.name).startswith(("newsroom_page_rec", name))]
        return [path("<int:object_id>/history/<int:version_id>/", view, name=name), *django]

    def get_queryset(self, request) -> QuerySet[Page]:
        return super().get_queryset(request).in_order()

    def get_ordering(self, request) -> list[str]:
        return ["group", "position", "title", "pk"]

    def get_object(self, request, object_id, from_field=None) -> Page | None:
        """Whoever saves holds the row until it is saved, so that two of them see each other's versions."""
        if request.method == "POST" and object_id.isdecimal():
            Page.objects.select_for_update().filter(pk=object_id).first()
        return super().get_object(request, object_id, from_field)

    def get_changeform_initial_data(self, request) -> dict:
        kind = request.GET.get("kind", "")
        return page_text(kind).as_initial() if kind in KINDS else super().get_changeform_initial_data(request)

    def changelist_view(self, request, extra_context=None) -> HttpResponse:
        there = set(Page.objects.values_list("kind", flat=True))
        missing = [kind for kind in KINDS if kind not in there]
        return super().changelist_view(request, {"missing": missing, **(extra_context or {})})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        if facts := getattr(request, "page_facts", None):
            Page.objects.filter(pk=object_id).update(**facts)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def revision_view(self, request, object_id, version_id, extra_context=None) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        request.page_facts = Page.objects.filter(pk=object_id).values(*FACTS).first()
        return super().revision_view(request, str(object_id), version_id, extra_context)

    def save_model(self, request: HttpRequest, obj: Page, form: PageForm, change: bool) -> None:
        save_page(page=obj, is_substantive=form.cleaned_data["is_substantive"])

    def render_change_form(self, request, context, *args, **kwargs) -> HttpResponse:
        context["desk_addresses"] = addresses(request.user, None)
        context["media"] += SCRIPTS
        return super().render_change_form(request, context, *args, **kwargs)
