"""What stories are filed under, and who writes them."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminIntegerFieldWidget
from django.db.models import Count, QuerySet
from django.forms import ModelForm
from django.utils.translation import gettext_lazy as _

from articles.admin.choices import PlainChoices, StaffChoices
from articles.models import Author, Section, SectionEditor, Topic
from common.desk_admin import DeskAdmin, OwnRights
from common.folded_search import FoldedSearch


class SectionEditorInline(PlainChoices, StaffChoices, OwnRights, admin.TabularInline):
    model = SectionEditor
    extra = 0
    fields = ["user"]
    verbose_name_plural = _("editors of this section")
    plain_choices = ["user"]


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    list_display = ["name", "parent", "slug", "position"]
    list_editable = ["position"]
    list_select_related = ["parent"]
    search_fields = ["name"]
    fields = ["name", "slug", "parent", "position", "standfirst"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [SectionEditorInline]

    def get_queryset(self, request) -> QuerySet:
        return super().get_queryset(request).in_order()

    def get_changelist_form(self, request, **kwargs) -> type[ModelForm]:
        """In the list a position has no label beside it, so it brings its name along."""
        named = AdminIntegerFieldWidget(attrs={"aria-label": _("Position")})
        return super().get_changelist_form(request, **kwargs, widgets={"position": named})

    def get_ordering(self, request) -> list[str]:
        return ["position", "name", "pk"]


@admin.register(Topic)
class TopicAdmin(FoldedSearch, DeskAdmin):
    list_display = ["name", "slug", "stories"]
    search_fields = ["folded__contains"]
    ordering = ["name", "pk"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request) -> QuerySet:
        return super().get_queryset(request).annotate(story_count=Count("articles"))

    @admin.display(description=_("stories"), ordering="story_count")
    def stories(self, topic) -> int:
        return topic.story_count


@admin.register(Author)
class AuthorAdmin(StaffChoices, FoldedSearch, DeskAdmin):
    list_display = ["name", "title", "email", "user"]
    list_select_related = ["user"]
    search_fields = ["folded__contains"]
    ordering = ["name", "pk"]
    fields = ["name", "slug", "title", "email", "biography", "portrait", "user", "is_agency"]
    prepopulated_fields = {"slug": ["name"]}
    raw_id_fields = ["portrait"]
