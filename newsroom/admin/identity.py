"""The desk's admin of what the paper is called and how it looks: one row, so its list is its form."""

from django.contrib import admin
from django.forms import Script
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from articles.body.maps import HIGH, WIDE, drawing_of
from common.area import outline
from common.desk_admin import DeskAdmin
from newsroom.paper.identity import Paper
from newsroom.paper.identity_form import PaperForm


@admin.register(Paper)
class PaperAdmin(DeskAdmin):
    form = PaperForm
    fieldsets = [
        (_("Name"), {"fields": ["name", "town", "strapline", "legal_line"]}),
        (_("Look"), {"fields": ["logo", "new_icon", "remove_icon", "accent", "accent_dark"]}),
        (_("Maps"), {"fields": ["new_outline", "remove_outline"]}),
        (_("Elsewhere"), {"fields": ["sharing_picture", "accounts", "may_republish"]}),
        (_("In a crisis"), {"fields": ["is_text_only"]}),
    ]
    raw_id_fields = ["logo", "sharing_picture"]
    change_form_template = "admin/newsroom/paper/change_form.html"

    class Media:
        js = [Script("articles/desk/unsaved.js", type="module")]

    def changelist_view(self, request, extra_context=None) -> HttpResponse:
        return self.changeform_view(request, "1", extra_context=extra_context)

    def render_change_form(self, request, context, *args, **kwargs) -> HttpResponse:
        context |= {"drawing": drawing_of([], outline()), "wide": WIDE, "high": HIGH}
        return super().render_change_form(request, context, *args, **kwargs)
