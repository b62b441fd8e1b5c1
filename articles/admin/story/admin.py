"""The desk's admin of stories: what is declared of the list and the form, and Django's own screens."""

from django.contrib import admin
from django.forms import Field
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from reversion.admin import VersionAdmin

from articles.admin.story.bin import delete_view
from articles.admin.story.filters import ForMeFilter, StandingFilter
from articles.admin.story.form import StoryFormScreen
from articles.admin.story.history import history_context
from articles.admin.story.listing import StoryList
from articles.admin.story.rights import StoryGuards, story_for
from articles.admin.story.routes import urls_of
from articles.admin.story.saving import StorySaving
from articles.editing.forms import ArticleForm, BylineForm, BylineFormSet
from articles.editing.widgets import AuthorWidget, without_shortcuts
from articles.models import Article, Byline
from articles.models.story import OUTSIDE
from common.desk_admin import AsksCan, PartOfRow

LINE = ("kicker", "label", "section")  # one quiet line above the headline
FILING = ("topics", "needs_legal", "slug", "language")
FLAGS = ("active_proceedings", "protected_identity", "abuse_or_suicide", "election")


class BylineInline(PartOfRow, admin.TabularInline):
    model = Byline
    form = BylineForm
    formset = BylineFormSet
    fields = ["author", "role", "position"]
    autocomplete_fields = ["author"]
    ordering = ["position", "pk"]
    verbose_name_plural = _("byline")

    def formfield_for_dbfield(self, db_field, request, **kwargs) -> Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "author":
            without_shortcuts(field.widget, may_add=True)
        return field

    def get_extra(self, request, obj=None, **kwargs) -> int:
        return 0 if obj else 1

    def formfield_for_foreignkey(self, db_field, request, **kwargs) -> Field | None:
        if db_field.name == "author":
            kwargs["widget"] = AuthorWidget(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Article)
class ArticleAdmin(StoryList, StoryFormScreen, StorySaving, StoryGuards, AsksCan, VersionAdmin):
    """No two of its four parts define the same method, so their order decides nothing."""

    list_display = ["titled", "filed", "shown_standing", "at_stage", "saved"]
    list_filter = ["section", StandingFilter, "stage", ForMeFilter, "label", "is_template", "changed_at"]
    list_per_page = 50
    actions = ["publish_together"]
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["folded__contains", "=id"]
    search_help_text = _("Words of the headline, the standfirst or the body, or a story’s number")
    ordering = ["-changed_at", "-pk"]

    form = ArticleForm
    fieldsets = [
        (_("Story"), {"fields": [LINE, "headline", "standfirst", "body"], "classes": ["story"]}),
        # At the side each is a part of its own, named by its last class.
        (_("Lead picture"), {"fields": ["lead_picture", "lead_caption"], "classes": ["side", "open", "picture"]}),
        (_("Filing"), {"fields": [*FILING], "classes": ["side", "filing"]}),
        (
            _("Search and sharing"),
            {"fields": [OUTSIDE[0], "social_picture", *OUTSIDE[1:]], "classes": ["side", "outside"]},
        ),
        (_("Embargo"), {"fields": ["embargoed_until"], "classes": ["side", "embargo"]}),
        (_("Sensitivity"), {"fields": ["sensitivity", *FLAGS], "classes": ["side", "sensitivity"]}),
    ]
    prepopulated_fields = {"slug": ["headline"]}
    raw_id_fields = ["lead_picture", "social_picture"]
    autocomplete_fields = ["topics"]
    inlines = [BylineInline]
    change_form_template = "admin/articles/article/change_form.html"
    change_list_template = "admin/articles/article/change_list.html"
    object_history_template = "admin/articles/article/history.html"
    history_latest_first = True
    view_on_site = False  # the publishing panel links to what is live

    def get_urls(self) -> list:
        """What was deleted is in the bin: recovering it from old versions would be a way around the bin's rules."""
        django = [url for url in super().get_urls() if not str(url.name).endswith(("_recover", "_recoverlist"))]
        return [*urls_of(self), *django]

    def delete_view(self, request: HttpRequest, object_id: str, extra_context=None) -> HttpResponse:
        return delete_view(self, request, object_id)

    def history_view(self, request: HttpRequest, object_id: str, extra_context=None) -> HttpResponse:
        article = story_for(self, request, object_id, "view")
        context = history_context(self, request, article) | (extra_context or {})
        return super().history_view(request, object_id, context)
