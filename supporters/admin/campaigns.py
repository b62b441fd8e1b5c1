"""Campaigns with a goal, and appeals whose versions are compared."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from common.desk_admin import DeskAdmin, OwnRights
from common.money import format_amount
from supporters.admin.pages import amount_field
from supporters.appeals.variants import better_of, results_of
from supporters.models import Ask, AskDaily, AskVariant, Campaign


class CampaignForm(forms.ModelForm):
    goal = amount_field(Campaign, "goal")
    offset = amount_field(Campaign, "offset")

    class Meta:
        model = Campaign
        fields = ["title", "reason", "is_public", "goal", "starts_on", "ends_on", "offset", "offset_note"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["offset"].minimum = 0
        self.fields["offset"].help_text = Campaign._meta.get_field("offset").help_text
        self.instance.currency = self.instance.currency or settings.CURRENCY


@admin.register(Campaign)
class CampaignAdmin(DeskAdmin):
    form = CampaignForm
    list_display = ["title", "is_public", "starts_on", "ends_on", "printed_goal", "so_far"]
    ordering = ["-ends_on", "-pk"]
    fieldsets = [
        (None, {"fields": ["title", "reason", "is_public"]}),
        (_("Goal"), {"fields": ["goal", ("starts_on", "ends_on")]}),
        (_("What came otherwise"), {"fields": [("offset", "offset_note")]}),
    ]

    @admin.display(description=_("goal"), ordering="goal")
    def printed_goal(self, campaign) -> str:
        return format_amount(campaign.goal, campaign.currency)

    @admin.display(description=_("received"))
    def so_far(self, campaign) -> str:
        return format_amount(campaign.received(), campaign.currency)


class AskVariantInline(OwnRights, admin.StackedInline):
    """Once a version was counted its words stand still: other words are another version."""

    model = AskVariant
    extra = 1
    fields = [("label", "headline", "button"), "text"]

    def _is_counted(self, ask):
        return ask is not None and AskDaily.objects.filter(variant__ask=ask).exists()

    def get_readonly_fields(self, request, ask=None) -> list[str]:
        return ["label", "headline", "button", "text"] if self._is_counted(ask) else []

    def has_add_permission(self, request, ask=None) -> bool:
        return super().has_add_permission(request, ask) and not self._is_counted(ask)

    def has_delete_permission(self, request, ask=None) -> bool:
        return super().has_delete_permission(request, ask) and not self._is_counted(ask)


@admin.register(Ask)
class AskAdmin(DeskAdmin):
    list_display = ["name", "is_live", "since"]
    ordering = ["-is_live", "-since", "-pk"]
    fields = ["name", "is_live"]
    inlines = [AskVariantInline]
    change_form_template = "admin/supporters/ask/change_form.html"

    def render_change_form(self, request, context, *args, obj=None, **kwargs) -> HttpResponse:
        if obj:
            context["results"] = results_of(obj)
            context["better"] = better_of(context["results"])
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
