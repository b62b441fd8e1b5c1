"""The desk's one page that asks before something is done: what is asked, a form, a button and the way back.

A screen that has more to show extends `admin/ask.html` and names its own template.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse


@dataclass(kw_only=True)
class Question:
    """What the page asks. Without a button it only tells, and leads back."""

    title: str
    leave: str  # what the way back is called
    crumb: str = ""  # the page's name at the end of the path on top; the title where it has none
    words: Sequence[str] = ()
    form: BaseForm | None = None
    button: str = ""
    is_danger: bool = False
    action: str = ""  # where the form goes; empty for the page's own address


def ask_page(
    admin: ModelAdmin,
    request: HttpRequest,
    question: Question,
    *,
    about: Model | None = None,
    template: str = "admin/ask.html",
    **context: object,
) -> TemplateResponse:
    """The page for a row, or for the whole list where it is about none; the way back leads to the one or the other."""
    changelist = f"admin:{admin.opts.app_label}_{admin.opts.model_name}_changelist"
    change = f"admin:{admin.opts.app_label}_{admin.opts.model_name}_change"
    context |= {
        **admin.admin_site.each_context(request),
        "title": question.title,
        "question": question,
        "opts": admin.opts,
        "original": about,
        "list_url": reverse(changelist),
        "back_url": reverse(change, args=[about.pk]) if about else reverse(changelist),
        "media": question.form.media if question.form else "",
    }
    return TemplateResponse(request, template, context)
