"""Every field that a person can write words into sends them through the one door for text."""

import ast

import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models
from django.test import RequestFactory

from articles.models.ready import Ready
from newsroom.tests.source import APPS, files, is_test, name_of, tree_of

UNSEEN = "\x07\u200b\u202e"
# What the program writes there itself, or takes only if it is one of its own words; no person's text gets in.
MACHINE_MADE = {
    "address_hmac",
    "api_version",
    "base_html",  # cleaned as a story's body is, where it is sent
    "browser",
    "cause_key",
    "challenge",
    "code_hash",
    "columns",
    "content",
    "credential_id",
    "digest",
    "event_id",
    "event_key",
    "fingerprint",
    "focal_point",
    "folded",
    "html",  # cleaned as a story's body is, where an item is taken in
    "idempotency_key",
    "identity",
    "key",
    "layout",
    "line",
    "network",
    "object_ref",
    "provider",
    "provider_customer",
    "provider_ref",
    "provider_session",
    "provider_subscription",
    "receipt_number",
    "reference",
    "salt",
    "sealed_secret",
    "session",
    "sha256",
    "session_data",
    "session_key",
    "token",
    "token_hash",
    "token_start",
    "type",
    "utm_campaign",
    "utm_medium",
    "utm_source",
    "voter",
    "what",
}
MACHINE_SENT = {"channel", "focal_point", "key", "link", "phase", "proof", "story", "submission", "website", "wording"}
MACHINE_SENT |= {"passkey"}
# Compared with what is kept, to the last sign.
AS_TYPED = {"password", "old_password", "new_password1", "new_password2", "username"}


def our_text_fields():
    fields = [
        field
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        # What templates drew, and what search folded, of words that were cleaned; what an archive says, until they are.
        if not issubclass(model, Ready)
        and model.__module__ not in {"articles.models.search", "articles.models.importing"}
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]
    return [field for field in fields if not isinstance(field, models.SlugField | models.FileField)]


def cleans(field):
    """Whether the field takes no notice of what nobody sees."""
    words = "https://example.org/5" if isinstance(field, forms.URLField) else "5"
    try:
        return field.to_python(f"{words}{UNSEEN}") == field.to_python(words)
    except forms.ValidationError:
        return False


def test_every_text_field_of_a_model_cleans_what_is_written_to_it():
    fields = our_text_fields()

    assert len(fields) > 100
    assert [str(field) for field in fields if not cleans(field) and field.name not in MACHINE_MADE] == []


def subclasses(of):
    for form in of.__subclasses__():
        yield form
        yield from subclasses(form)


def forms_of_the_desk(user):
    request = RequestFactory().get("/admin/")
    request.user = user
    for model, desk in admin.site._registry.items():
        if model._meta.app_label in APPS and (desk.has_add_permission(request) or desk.has_change_permission(request)):
            yield desk.get_form(request, change=not desk.has_add_permission(request))
            yield from (inline.get_formset(request).form for inline in desk.get_inline_instances(request))


def fields_to_fill(form):
    """The text fields of a form, under the form's name."""
    for name, field in form.base_fields.items():
        if isinstance(field, forms.CharField) and not isinstance(field, forms.SlugField | forms.UUIDField):
            yield f"{form.__module__}.{form.__name__}.{name}", name, field


@pytest.mark.django_db
def test_every_form_cleans_what_people_fill_in(client):
    client.get("/support/")  # loads every form of every page
    desk = forms_of_the_desk(User.objects.create_superuser("root"))
    ours = [form for form in subclasses(forms.BaseForm) if form.__module__.split(".")[0] in APPS]
    fields = {path: (name, field) for form in [*ours, *desk] for path, name, field in fields_to_fill(form)}

    wrong = [
        path for path, (name, field) in fields.items() if name not in MACHINE_SENT | AS_TYPED and not cleans(field)
    ]

    assert len(fields) > 60
    assert sorted(wrong) == []


FOLDED = {"kicker", "headline", "standfirst", "caption", "credit", "alt", "rights", "question", "context", "outcome"}
FOLDED |= {"organisation_name"}


def test_who_saves_some_fields_of_a_row_saves_its_folded_words_too():
    saves = [
        (name_of(path), {node.value for node in ast.walk(call) if isinstance(node, ast.Constant)})
        for path in files("*.py")
        if not is_test(path)
        for call in ast.walk(tree_of(path))
        if isinstance(call, ast.keyword) and call.arg == "update_fields"
    ]

    assert len([names for _path, names in saves if "folded" in names]) > 2
    assert [path for path, names in saves if names & FOLDED and "folded" not in names] == []
