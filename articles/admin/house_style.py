"""The rules of how the paper writes, with how often each was followed and passed over."""

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from articles.models import HouseRule
from common.desk_admin import DeskAdmin


@admin.register(HouseRule)
class HouseRuleAdmin(DeskAdmin):
    list_display = ["words", "suggestion", "reason", "is_active", "followed", "passed_over"]
    list_filter = ["is_active"]
    search_fields = ["words", "suggestion"]
    ordering = ["words", "pk"]

    def get_queryset(self, request) -> QuerySet:
        return super().get_queryset(request).with_answers()

    @admin.display(description=_("followed"), ordering="accepted")
    def followed(self, rule) -> int:
        return rule.accepted

    @admin.display(description=_("passed over"), ordering="passed")
    def passed_over(self, rule) -> int:
        return rule.passed
