"""The desk's list and form of stories."""

from contextlib import contextmanager, nullcontext

from django.contrib import admin
from django.db.models import Prefetch
from django.forms import Script
from django.template.loader import render_to_string
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from js_asset import ImportMap
from js_asset import Media as ScriptMedia
from reversion.admin import VersionAdmin

from articles.admin.story.autosave import AutosaveDesk
from articles.admin.story.bin import BinDesk
from articles.admin.story.checklist import ChecklistDesk
from articles.admin.story.conflicts import OvertakingDesk
from articles.admin.story.copy import CopyDesk
from articles.admin.story.draft_links import DraftDesk
from articles.admin.story.filters import ForMeFilter, StandingFilter
from articles.admin.story.history import HistoryDesk
from articles.admin.story.packages import PackageDesk
from articles.admin.story.pagination import UncountedList
from articles.admin.story.placed_objects import addresses, placed
from articles.admin.story.presence import PresenceDesk
from articles.admin.story.preview import PreviewDesk
from articles.admin.story.publish import PublishingDesk, is_old_version
from articles.admin.story.rights import StoryRights
from articles.admin.story.takedown import TakedownDesk
from articles.admin.story.workflow import WorkflowDesk
from articles.body.rendering import Objects, Renderer
from articles.body.schema import SHARED_SCRIPTS
from articles.editing.checklist import checklist_of
from articles.editing.forms import ArticleForm, BylineForm, BylineFormSet
from articles.editing.widgets import AuthorWidget, PictureWidget, without_shortcuts
from articles.models import Article, Author, Byline, Presence
from articles.publishing.publish import read_placements
from articles.workflow.permissions import may
from articles.workflow.stages import note_change
from common.dates import briefly
from common.folded_search import FoldedSearch

# What is no part of a story's words, so that restoring an old version must leave it as it is.
FACTS = (
    "uuid", "version", "created_by_id", "created_at", "changed_at", "withdrawn_at", "withdrawal_notice",
    "withdrawn_to_id", "embargoed_until", *Article.FACTS,
)  # fmt: skip

FLAGS = ("active_proceedings", "protected_identity", "abuse_or_suicide", "election")

SCRIPTS = ("picture-field", "words-left", "select-names", "byline-order", "unsaved", "checklist", "autosave")
DESK_SCRIPTS = ScriptMedia(
    importmap=ImportMap(SHARED_SCRIPTS),
    js=[Script(f"articles/desk/{name}.js", type="module") for name in SCRIPTS],
)


class BylineInline(admin.TabularInline):
    model = Byline
    form = BylineForm
    formset = BylineFormSet
    fields = ["author", "role", "position"]
    autocomplete_fields = ["author"]
    ordering = ["position", "pk"]
    verbose_name_plural = _("byline")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "author":
            without_shortcuts(field.widget, may_add=True)
        return field

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "author":
            kwargs["widget"] = AuthorWidget(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    # A byline is part of its story: who may change the one may change the other.

    def has_view_permission(self, request, obj=None):
        return may(request.user, "view", obj) or self.has_change_permission(request, obj)

    def has_add_permission(self, request, obj):
        return may(request.user, "change", obj) if obj else request.user.has_perm("articles.add_article")

    def has_change_permission(self, request, obj=None):
        return may(request.user, "change", obj)

    has_delete_permission = has_change_permission


@admin.register(Article)
class ArticleAdmin(
    FoldedSearch,
    OvertakingDesk,
    AutosaveDesk,
    PresenceDesk,
    HistoryDesk,
    StoryRights,
    BinDesk,
    CopyDesk,
    WorkflowDesk,
    PreviewDesk,
    ChecklistDesk,
    DraftDesk,
    TakedownDesk,
    PackageDesk,
    PublishingDesk,
    UncountedList,
    VersionAdmin,
):
    list_display = ["headline", "filed", "shown_standing", "stage", "saved"]
    list_filter = ["section", StandingFilter, "stage", ForMeFilter, "label", "is_template", "changed_at"]
    list_per_page = 50
    actions = ["publish_together"]
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["folded__contains", "=id"]
    search_help_text = _("Words of the headline, the standfirst or the body, or a story’s number")
    ordering = ["-changed_at", "-pk"]

    form = ArticleForm
    fieldsets = [
        (_("Story"), {"fields": ["kicker", "headline", "standfirst", "body"], "classes": ["story"]}),
        (_("Lead picture"), {"fields": ["lead_picture", "lead_caption"], "classes": ["side"]}),
        (_("Filing"), {"fields": ["section", "topics", "label", "needs_legal", "slug"], "classes": ["side"]}),
        (_("Embargo"), {"fields": ["embargoed_until"], "classes": ["side"]}),
        (_("Sensitivity"), {"fields": ["sensitivity", *FLAGS], "classes": ["side"]}),
    ]
    prepopulated_fields = {"slug": ["headline"]}
    raw_id_fields = ["lead_picture"]
    autocomplete_fields = ["topics"]
    inlines = [BylineInline]
    change_form_template = "admin/articles/article/change_form.html"
    change_list_template = "admin/articles/article/change_list.html"
    history_latest_first = True
    view_on_site = False  # the publishing panel links to what is live

    # The list

    def get_queryset(self, request):
        bylines = Byline.objects.select_related("author").order_by("position", "pk")
        stories = (
            super()
            .get_queryset(request)
            .on_desk()
            .with_standing()
            .defer("folded")
            .select_related("section", "changed_by")
        )
        present = Presence.objects.open_now().exclude(user=request.user).select_related("user").longest_first()
        open_now = Prefetch("presences", queryset=present, to_attr="open_now")
        return stories.prefetch_related(Prefetch("bylines", queryset=bylines), open_now)

    @admin.display(description=_("standing"))
    def shown_standing(self, article):
        standing = Article.Standing(article.standing)
        shown = {"standing": standing, "scheduled_for": article.scheduled_for, "withdrawn_at": article.withdrawn_at}
        if article.live_version not in {None, article.version}:
            shown["compare"] = article.pk
        return render_to_string("admin/articles/article/_standing.html", shown)

    @admin.display(description=_("last saved"), ordering="changed_at")
    def saved(self, article):
        shown = {"time": briefly(article.changed_at), "present": article.open_now}
        return render_to_string("admin/articles/article/_saved.html", shown)

    @admin.display(description=_("section, byline"), ordering="section__name")
    def filed(self, article):
        names = ", ".join(dict.fromkeys(byline.author.name for byline in article.bylines.all()))
        return format_html("{} <small>{}</small>", article.section, names)

    # The form

    def get_urls(self):
        view = self.admin_site.admin_view(placed)
        return [path("placed/", view, name="articles_article_placed"), *super().get_urls()]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "lead_picture":
            kwargs["widget"] = PictureWidget(db_field.remote_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "section":
            without_shortcuts(field.widget)
        return field

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        # Without its “remove all”, which stands as a stray element in a list and trips screen readers.
        field.widget.is_required = True
        return field

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """A writer's new story begins with the writer's own name."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "GET" and not obj.pk and (author := Author.objects.filter(user=request.user).first()):
            kwargs["initial"] = [{"author": author.pk}]
        return kwargs

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["desk_addresses"] = addresses()
        context["media"] += DESK_SCRIPTS
        if not (context.get("is_popup") or is_old_version(request)):
            context["panel"] = self.panel(request, obj)
            if obj and may(request.user, "change", obj):
                context["checklist"] = checklist_of(obj)
            if not getattr(context["adminform"].form, "conflict", None):  # first the words, then where they go
                context["way"] = self.way(request, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_fieldsets(self, request, obj=None):
        """Who may only read the story gets its words, not their HTML."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        read = [["words" if name == "body" else name for name in options["fields"]] for _title, options in fieldsets]
        return [(title, options | {"fields": fields}) for (title, options), fields in zip(fieldsets, read, strict=True)]

    @admin.display(description=_("body"))
    def words(self, article):
        blocks = Renderer(Objects()).blocks(article.body)
        return render_to_string("admin/articles/article/_words.html", {"blocks": blocks})

    # Saving

    @contextmanager
    def create_revision(self, request):
        """Only what saves opens a revision: its transaction would keep others from writing while a page is read."""
        with super().create_revision(request) if request.method == "POST" else nullcontext():
            yield

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = obj.changed_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        article = form.instance
        read_placements(article=article)
        has_changed = form.has_changed() or any(formset.has_changed() for formset in formsets)
        if change and (has_changed or is_old_version(request)):
            note_change(article=article, by=request.user)
        self.keep_embargo(request, article)

    def revision_view(self, request, object_id, version_id, extra_context=None):
        """Restoring an old version brings back its words, not what has happened to the story since."""
        request.story_facts = Article.objects.filter(pk=object_id).values(*FACTS).first()
        return super().revision_view(request, object_id, version_id, extra_context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if facts := getattr(request, "story_facts", None):
            Article.objects.filter(pk=object_id).update(**facts)
        return super().changeform_view(request, object_id, form_url, extra_context)
