"""What every list of the ledger shares: it can be read, and nothing in it can be added, changed or removed by hand."""

from django.contrib import admin

from common.desk_admin import DeskAdmin, OwnRights


class ReadOnlyAdmin(DeskAdmin):
    show_full_result_count = False
    list_per_page = 50


class ReadOnlyInline(OwnRights, admin.TabularInline):
    """No form beside another row writes these; an act such as recording a payment does."""

    extra = 0
    show_change_link = True

    def has_add_permission(self, request, *args) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
