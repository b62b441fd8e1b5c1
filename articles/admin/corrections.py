from django.contrib import admin

from articles.admin.widgets import without_shortcuts
from articles.models import Correction


@admin.register(Correction)
class CorrectionAdmin(admin.ModelAdmin):
    """A correction stays as it was made: it can be read and added to, not changed and not deleted."""

    list_display = ["wording", "kind", "article", "made_at", "made_by"]
    list_filter = ["kind", "made_at"]
    list_select_related = ["article", "made_by"]
    search_fields = ["wording", "article__headline"]
    ordering = ["-made_at", "-pk"]
    show_full_result_count = False
    autocomplete_fields = ["article"]

    def get_fields(self, request, obj=None):
        return ["article", "kind", "wording", *(["made_at", "made_by"] if obj else [])]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "article":
            without_shortcuts(field.widget)
        return field

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        obj.made_by = request.user
        super().save_model(request, obj, form, change)
