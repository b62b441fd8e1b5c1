"""Series: stories in an order, each in one series."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from articles.admin.choices import PlainChoices
from articles.models import Article, Series, SeriesPart
from common.can import those
from common.desk_admin import DeskAdmin, PartOfRow


class SeriesPartInline(PlainChoices, PartOfRow, admin.TabularInline):
    model = SeriesPart
    extra = 1
    fields = ["article", "position"]
    autocomplete_fields = ["article"]
    ordering = ["position", "article"]

    def get_queryset(self, request) -> QuerySet:
        """A part that is in the bin keeps its place, for the day on which it comes back."""
        return super().get_queryset(request).filter(article__in=those(request.user, "view", Article.objects.all()))


@admin.register(Series)
class SeriesAdmin(DeskAdmin):
    list_display = ["name", "stories"]
    search_fields = ["name"]
    ordering = ["name", "pk"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "standfirst"]
    inlines = [SeriesPartInline]

    def get_queryset(self, request) -> QuerySet:
        return super().get_queryset(request).annotate(story_count=Count("parts"))

    @admin.display(description=_("stories"), ordering="story_count")
    def stories(self, series) -> int:
        return series.story_count
