"""Wires at the desk: the inbox, one item with all that came of it, a story of it by one button, and the sources."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.admin.wire_standing import standing_of
from articles.body.rendering import Objects, Renderer
from articles.models import WireItem, WireSource
from articles.wires import matters
from articles.wires.copies import alike
from articles.wires.draft import CannotUse, draft_from_item
from articles.wires.tasks import look_at_source
from common.can import can
from common.dates import briefly
from common.desk_admin import DeskAdmin

Status = WireItem.Status


class StandingFilter(admin.SimpleListFilter):
    title = gettext_lazy("standing")
    parameter_name = "standing"

    def lookups(self, request, model_admin) -> list[tuple]:
        return [
            ("unused", _("Not used yet")),
            ("used", _("Used")),
            ("embargoed", _("Under embargo")),
            ("dead", _("Taken back")),
        ]

    def queryset(self, request, queryset) -> QuerySet:
        now = timezone.now()
        ways = {
            "unused": lambda: queryset.unused(),
            "used": lambda: queryset.exclude(uses=None),
            "embargoed": lambda: queryset.filter(status=Status.USABLE).not_free(now),
            "dead": lambda: queryset.exclude(status=Status.USABLE),
        }
        return ways[self.value()]() if self.value() in ways else queryset


@admin.register(WireItem)
class WireItemAdmin(DeskAdmin):
    list_display = ["titled", "source", "standing", "copies_count", "heard"]
    list_filter = [StandingFilter, "source", "came_at"]
    list_per_page = 50
    list_select_related = ["source"]
    search_fields = ["headline", "standfirst", "key"]
    search_help_text = gettext_lazy("Words of the headline or the summary, or an item’s key")
    ordering = ["-changed_at", "-pk"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """The list has what lies on top; an item's own page is there for every one."""
        rows = super().get_queryset(request).defer("html")
        if request.resolver_match.url_name.endswith("_changelist"):
            rows = rows.on_top().annotate(copy_count=Count("copies", distinct=True))
            rows = rows.annotate(use_count=Count("uses", distinct=True))
        return rows

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/change/", view(self.item_view), name="articles_wireitem_change"),
            path("<int:pk>/draft/", view(require_POST(self.draft_view)), name="articles_wireitem_draft"),
            path("<int:pk>/release/", view(require_POST(self.release_view)), name="articles_wireitem_release"),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("item"), ordering="headline")
    def titled(self, item) -> str:
        used = _(" (used)") if item.use_count else ""
        return f"{item}{used}"

    @admin.display(description=gettext_lazy("standing"))
    def standing(self, item) -> str:
        name, words = standing_of(item)
        return format_html('<span class="standing standing--{}">{}</span>', name, words)

    @admin.display(description=gettext_lazy("alike"))
    def copies_count(self, item) -> str:
        return f"+{item.copy_count}" if item.copy_count else ""

    @admin.display(description=gettext_lazy("last heard of"), ordering="changed_at")
    def heard(self, item) -> str:
        return briefly(item.changed_at)

    def item_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self._item(request, pk, "view" if request.method in {"GET", "HEAD"} else "change")
        now = timezone.now()
        context = {
            **self.admin_site.each_context(request),
            "title": str(item),
            "opts": self.opts,
            "item": item,
            "standing": standing_of(item),
            "blocks": Renderer(Objects()).blocks(item.html),
            "versions": item.versions.defer("message", "html").order_by("-pk"),
            "copies": item.copies.select_related("source").newest_first(),
            "alike": alike(item, at=now),
            "uses": item.uses.select_related("article").order_by("pk"),
            "may_draft": can(request.user, "draft", item) and not item.is_dead,
            "may_release": item.is_held and can(request.user, "release", item),
        }
        return TemplateResponse(request, "admin/articles/wireitem/item.html", context)

    def draft_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self._item(request, pk, "draft")
        try:
            article = draft_from_item(item=item, by=request.user)
        except CannotUse as refusal:
            messages.warning(request, str(refusal))
            if refusal.article:
                return redirect("admin:articles_article_change", refusal.article.pk)
            return redirect("admin:articles_wireitem_change", item.pk)
        self.log_addition(request, article, _("Made of an item of %(source)s.") % {"source": item.source})
        messages.success(request, _("This is a story with the words of the item. Nobody outside sees it."))
        return redirect("admin:articles_article_change", article.pk)

    def release_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self._item(request, pk, "release")
        if matters.release(item=item, by=request.user):
            self.log_change(request, item, _("Released"))
            messages.success(request, _("It is free. Everybody who used it may publish now."))
        return redirect("admin:articles_wireitem_change", item.pk)

    def _item(self, request, pk, act) -> WireItem:
        item = get_object_or_404(WireItem.objects.select_related("source", "copy_of"), pk=pk)
        if not can(request.user, act, item):
            raise PermissionDenied
        return item


@admin.register(WireSource)
class WireSourceAdmin(DeskAdmin):
    list_display = ["name", "format", "minutes", "looked_at", "trouble", "is_active"]
    list_filter = ["is_active", "format"]
    search_fields = ["name"]
    ordering = ["name", "pk"]
    autocomplete_fields = ["section", "author"]
    fieldsets = [
        (None, {"fields": ["name", "format", "address", "folder", "minutes", "is_active"]}),
        (gettext_lazy("Stories made of its items"), {"fields": ["section", "author", "credit", "terms"]}),
    ]

    def save_model(self, request, obj, form, change) -> None:
        """Whoever sets a source up wants to see what it sends now, and what was told of the old address is over."""
        if {"address", "folder", "format"} & set(form.changed_data):
            obj.etag = obj.last_modified = obj.trouble = ""
            obj.failing_since, obj.failures = None, 0
        super().save_model(request, obj, form, change)
        if obj.is_active:
            look_at_source.enqueue(obj.pk)
