"""The desk's page that asks, where the form is one of money: laid out as the admin lays out its own."""

from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import AdminForm
from django.db.models import Model
from django.http import HttpRequest
from django.template.response import TemplateResponse

from common.ask_page import Question, ask_page


def act_page(
    admin: ModelAdmin,
    request: HttpRequest,
    question: Question,
    *,
    about: Model | None = None,
    template: str = "admin/supporters/act.html",
) -> TemplateResponse:
    """A page with more to say extends `admin/supporters/act.html` and names its own template."""
    fields = [field.name for field in question.form.visible_fields()]
    fieldsets = AdminForm(question.form, [(None, {"fields": fields})], {})
    return ask_page(admin, request, question, about=about, template=template, fieldsets=fieldsets)
