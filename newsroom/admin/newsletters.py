"""Letters at the desk, for whoever composes them; and their readers, for whoever keeps the addresses."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.admin import ExportMixin

from common.desk_admin import DeskAdmin
from common.folded_search import FoldedSearch
from common.reserved_slugs import reserved_slugs
from newsroom.newsletters.counting.won import Won, won_by_letters
from newsroom.newsletters.lists.give_out import SubscriptionResource
from newsroom.newsletters.models import BounceEvent, Newsletter, PushEndpoint, Subscription, Suppression
from newsroom.newsletters.models.keys import hmac_of_address
from supporters.admin.ledger import ReadOnlyAdmin
from supporters.people.export import DeskExport

STATES = Subscription.State
COUNTS = {f"in_{state}": Count("subscriptions", filter=Q(subscriptions__state=state)) for state in STATES.values}


class NewsletterForm(forms.ModelForm):
    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if slug in reserved_slugs("<slug:newsletter>"):
            raise ValidationError(_("Pages of ours begin with this word already. Choose another."))
        return slug


@admin.register(Newsletter)
class NewsletterAdmin(DeskAdmin):
    """How many readers a letter has is told here, and never who they are."""

    form = NewsletterForm
    list_display = ["name", "readers", "won", "browsers", "kind", "days", "wall_time", "is_open"]
    list_display += ["paused", "waiting", "left"]
    list_filter = ["kind", "is_open"]
    ordering = ["position", "name", "pk"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "slug", "description", "welcome", "kind", "from_name"]}),
        (gettext_lazy("Readers"), {"fields": ["is_open", "position"]}),
        (gettext_lazy("When it goes out"), {"fields": ["weekdays", "wall_time", "most_a_day"]}),
        (gettext_lazy("By itself"), {"fields": ["needs_approval", "least_new_stories"]}),
    ]

    def get_queryset(self, request) -> QuerySet:
        return super().get_queryset(request).annotate(**COUNTS)

    def get_changelist_instance(self, request) -> ChangeList:
        shown = super().get_changelist_instance(request)
        won, browsers = won_by_letters(), PushEndpoint.objects.numbers()
        for newsletter in shown.result_list:
            newsletter.won = won.get(newsletter.pk, Won())
            newsletter.in_browsers = browsers.get(newsletter.pk, 0)
        return shown

    def get_readonly_fields(self, request, obj=None) -> list[str]:
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None) -> dict[str, Any]:
        return {} if obj else self.prepopulated_fields

    @admin.display(description=gettext_lazy("goes out on"))
    def days(self, newsletter) -> str:
        return newsletter.days()

    @admin.display(description=gettext_lazy("readers"), ordering="in_active")
    def readers(self, newsletter) -> int:
        return newsletter.in_active

    @admin.display(description=gettext_lazy("paused"), ordering="in_paused")
    def paused(self, newsletter) -> int:
        return newsletter.in_paused

    @admin.display(description=gettext_lazy("not confirmed"), ordering="in_asked")
    def waiting(self, newsletter) -> int:
        return newsletter.in_asked

    @admin.display(description=gettext_lazy("left"), ordering="in_left")
    def left(self, newsletter) -> int:
        return newsletter.in_left

    @admin.display(description=gettext_lazy("browsers"))
    def browsers(self, newsletter) -> int | str:
        return newsletter.in_browsers if newsletter.kind == Newsletter.Kind.ALERT else ""

    @admin.display(description=gettext_lazy("won in 30 days"))
    def won(self, newsletter) -> str:
        won = newsletter.won
        words = _("%(readers)s readings · %(votes)s votes · %(supporters)s supporters")
        return words % {name: getattr(won, name) for name in ("readers", "votes", "supporters")}


@admin.register(Subscription)
class SubscriptionAdmin(FoldedSearch, DeskExport, ExportMixin, ReadOnlyAdmin):
    """Read only: readers decide about it, by mail and on their own page."""

    resource_classes = [SubscriptionResource]
    list_display = ["address", "newsletter", "state", "source", "asked_at", "paused_until", "left_at"]
    list_filter = ["newsletter", "state", "source"]
    list_select_related = ["supporter", "newsletter"]
    ordering = ["-asked_at", "-pk"]
    search_fields = ["supporter__folded__contains"]
    fields = ["supporter", "newsletter", "state", "paused_until", "consent", "source", "asked_at", "left_at"]

    @admin.display(description=gettext_lazy("address"))
    def address(self, subscription) -> str:
        return subscription.supporter.email or str(subscription.supporter)


@admin.register(Suppression)
class SuppressionAdmin(ReadOnlyAdmin):
    """The list names no address. Whoever knows one can ask whether it is in it, by searching for it."""

    list_display = ["reason", "scope", "since", "lifted_at"]
    list_filter = ["reason", ("lifted_at", admin.EmptyFieldListFilter)]
    ordering = ["-since", "-pk"]
    search_fields = ["address_hmac"]
    search_help_text = gettext_lazy("A whole address: found if nothing is sent there.")
    fields = ["reason", "scope", "since", "lifted_at"]

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        if not search_term.strip():
            return queryset, False
        return queryset.filter(address_hmac=hmac_of_address(search_term)), False


@admin.register(BounceEvent)
class BounceEventAdmin(ReadOnlyAdmin):
    """What mail servers told. It names no address."""

    list_display = ["at", "kind", "status", "text", "source"]
    list_filter = ["kind", "source"]
    ordering = ["-at", "-pk"]
    fields = ["at", "kind", "status", "text", "source"]
