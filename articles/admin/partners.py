"""Partners at the desk: what each may have, its token, where it wants to be told, and what it took."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext_lazy as _

from articles.models import Partner, StoryEvent, Webhook
from common.ask_page import Question, ask_page
from common.desk_admin import DeskAdmin, PartOfRow


class WebhookForm(forms.ModelForm):
    events = forms.MultipleChoiceField(
        choices=StoryEvent.Kind.choices, label=_("Events"), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Webhook
        fields = ["address", "events", "is_active"]


class WebhookInline(PartOfRow, admin.StackedInline):
    model = Webhook
    form = WebhookForm
    extra = 0
    fields = ["address", "events", "is_active", "failing_since", "stopped_at"]
    readonly_fields = ["failing_since", "stopped_at"]


@admin.register(Partner)
class PartnerAdmin(DeskAdmin):
    list_display = ["name", "gives", "delay_minutes", "token_start", "taken", "is_active"]
    list_filter = ["is_active", "gives"]
    search_fields = ["name"]
    ordering = ["name", "pk"]
    fields = ["name", "contact", "sections", "delay_minutes", "gives", "is_active"]
    filter_horizontal = ["sections"]
    inlines = [WebhookInline]
    change_form_template = "admin/articles/partner/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(take_count=Count("takes"))

    def get_urls(self) -> list:
        view = self.admin_site.admin_view
        return [
            path("<int:object_id>/token/", view(self.token_view), name="articles_partner_token"),
            path("<int:object_id>/secrets/", view(self.secrets_view), name="articles_partner_secrets"),
            *super().get_urls(),
        ]

    def save_formset(self, request, form, formset, change) -> None:
        """A webhook that is switched on again begins anew, whatever stopped it."""
        for line in formset.forms:
            if "is_active" in line.changed_data and line.instance.is_active:
                line.instance.failing_since = line.instance.stopped_at = None
        super().save_formset(request, form, formset, change)

    @admin.display(description=_("stories taken"), ordering="take_count")
    def taken(self, partner) -> int:
        return partner.take_count

    def token_view(self, request, object_id) -> HttpResponse:
        """A new token, on the one page that ever shows it."""
        partner = self._posted_for(request, object_id)
        if isinstance(partner, HttpResponse):
            return partner
        token = partner.renew_token()
        self.log_change(request, partner, _("Made a token."))
        words = [_("The token. Copy it now: it is not shown again. Whatever this partner had before opens nothing.")]
        return self._shown(request, partner, _("Token"), words, [(partner.name, token)])

    def secrets_view(self, request, object_id) -> HttpResponse:
        """By which the partner knows that a message is ours."""
        partner = self._posted_for(request, object_id)
        if isinstance(partner, HttpResponse):
            return partner
        self.log_change(request, partner, _("Looked at the secrets of webhooks."))
        words = [_("With this secret the partner checks the signature of each message.")]
        secrets = [(webhook.address, webhook.secret) for webhook in partner.webhooks.order_by("pk")]
        return self._shown(request, partner, _("Secrets of webhooks"), words, secrets)

    def _posted_for(self, request, pk):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_change_permission(request):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request), pk=pk)

    def _shown(self, request, partner, title, words, shown):
        question = Question(title=title, words=words, leave=_("Back to the partner"))
        template = "admin/articles/partner/shown.html"
        response = ask_page(self, request, question, about=partner, template=template, shown=shown)
        response["Cache-Control"] = "no-store"
        return response
