from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from import_export.admin import ExportMixin

from newsroom.lib.money import format_amount
from supporters.admin.ledger import ReadOnlyInline
from supporters.export import DeskExport, SupporterResource
from supporters.figures import figures_now
from supporters.models import ConsentRecord, Pledge, Supporter
from supporters.models.consent import Purpose, latest_consent


class PledgeInline(ReadOnlyInline):
    model = Pledge
    fields = readonly_fields = ["reference", "printed", "frequency", "state", "created_at", "ended_at"]

    @admin.display(description=_("amount"))
    def printed(self, pledge):
        return pledge.printed_amount


class ConsentInline(ReadOnlyInline):
    model = ConsentRecord
    fields = readonly_fields = ["at", "action", "method", "wording"]
    show_change_link = False


class ConsentFilter(admin.SimpleListFilter):
    title = _("newsletter")
    parameter_name = "newsletter"

    def lookups(self, request, model_admin):
        return ConsentRecord.Action.choices

    def queryset(self, request, queryset):
        return queryset.filter(newsletter=self.value()) if self.value() else queryset


@admin.register(Supporter)
class SupporterAdmin(DeskExport, ExportMixin, admin.ModelAdmin):
    list_display = ["name", "email", "since", "received", "pledged", "newsletter"]
    list_filter = ["pledges__state", "pledges__frequency", ConsentFilter]
    list_per_page = 50
    show_full_result_count = False
    ordering = ["-created_at", "-pk"]
    search_fields = ["name", "email", "pledges__reference"]
    search_help_text = _("Name, e-mail or payment reference")
    fields = ["name", "email", ("created_at", "email_verified_at"), ("received", "pledged")]
    readonly_fields = ["email_verified_at", "created_at", "received", "pledged"]
    inlines = [PledgeInline, ConsentInline]
    resource_classes = [SupporterResource]
    import_export_change_list_template = "admin/supporters/supporter/change_list.html"

    def get_queryset(self, request):
        supporters = super().get_queryset(request).with_totals()
        return supporters.annotate(newsletter=latest_consent(Purpose.NEWSLETTER))

    def changelist_view(self, request, extra_context=None):
        figures = figures_now() if request.user.has_perm("supporters.view_payment") else None
        return super().changelist_view(request, {"figures": figures, **(extra_context or {})})

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("since"), ordering="created_at")
    def since(self, supporter):
        return supporter.created_at.date()

    @admin.display(description=_("received"), ordering="received")
    def received(self, supporter):
        return format_amount(supporter.received, settings.CURRENCY)

    @admin.display(description=_("promised for a year"), ordering="pledged")
    def pledged(self, supporter):
        return format_amount(supporter.pledged, settings.CURRENCY)

    @admin.display(description=_("newsletter"), ordering="newsletter")
    def newsletter(self, supporter):
        return ConsentRecord.Action(supporter.newsletter).label if supporter.newsletter else None
