"""Names to be withheld, for the lawyer and the editor alone; and the help lines."""

from django.contrib import admin

from articles.admin.choices import PlainChoices
from articles.models import HelpLine, WithheldName
from common.desk_admin import DeskAdmin


@admin.register(WithheldName)
class WithheldNameAdmin(PlainChoices, DeskAdmin):
    list_display = ["article", "name"]
    list_display_links = ["name"]
    list_select_related = ["article"]
    search_fields = ["article__headline", "name"]
    search_help_text = None
    ordering = ["-article_id", "pk"]
    show_full_result_count = False
    autocomplete_fields = ["article"]


@admin.register(HelpLine)
class HelpLineAdmin(DeskAdmin):
    list_display = ["name", "words", "phone", "url", "position", "is_shown"]
    ordering = ["position", "pk"]
