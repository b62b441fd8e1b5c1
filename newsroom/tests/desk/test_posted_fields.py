"""Every field of every model of the desk, posted as every role: a form takes what it shows, and nothing beside it."""

from html.parser import HTMLParser

import pytest
from django.contrib import admin
from django.db import models, transaction
from django.urls import reverse

from articles.models import Article
from newsroom.tests.desk_rows import PERSONAS

# A story's form is read by hand and has a test of its own: test_desk_matrix.py.
ROWS_OF = [model for model in admin.site._registry if model is not Article]
KEPT_BY_THE_DESK = {"folded", "changed_at", "changed_on"}
FORGED = {
    models.BooleanField: "1",
    models.IntegerField: "77",
    models.ForeignKey: "1",
    models.DateField: "2020-02-02",
    models.UUIDField: "00000000-0000-0000-0000-000000000007",
}


def forged(model):
    """A value for each field, whether or not a form shows it; a form's own values are sent over these."""
    found = {}
    for field in model._meta.concrete_fields:
        value = next((value for kind, value in FORGED.items() if isinstance(field, kind)), "forged")
        found |= {field.name: value, field.attname: value, f"{field.name}_0": value, f"{field.name}_1": "02:02:02"}
    return found


class PageForms(HTMLParser):
    """What a browser would send of the forms on a page."""

    def __init__(self, page):
        super().__init__()
        self.values, self.names, self._select, self._text = {}, set(), None, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        is_of, name = dict(attrs), dict(attrs).get("name")
        if tag in {"input", "select", "textarea"} and name:
            self.names.add(name.removesuffix("_0").removesuffix("_1"))
            self._select, self._text = (name if tag == "select" else None), (name if tag == "textarea" else None)
        if tag == "textarea" and name:
            self.values[name] = ""
        is_chosen = "checked" in is_of or is_of.get("type", "text") not in {"checkbox", "radio", "submit", "file"}
        if tag == "input" and name and is_chosen:
            self.values[name] = is_of.get("value", "")
        if tag == "option" and self._select and "selected" in is_of:
            self.values[self._select] = is_of.get("value", "")

    def handle_data(self, data):
        if self._text:
            self.values[self._text] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._text = None


def post_everything(client, model, row):
    """The fields that changed, those that the form showed, and whether the form was saved; all of it is undone."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row["pk"]])
    opened = client.get(address)
    page = PageForms(opened.text if opened.status_code == 200 else "")
    with transaction.atomic():
        answer = client.post(address, forged(model) | page.values)
        after = model._base_manager.values().filter(pk=row["pk"]).first()
        transaction.set_rollback(True)
    changed = {name for name in row if name != "pk" and after and row[name] != after[name]}
    return {name.removesuffix("_id") for name in changed}, page.names, answer.status_code == 302


def test_no_form_of_the_desk_writes_a_field_that_it_does_not_show(client, request, full_desk):
    rows = {model: model._base_manager.values("pk", *fields(model)).first() for model in ROWS_OF}
    wrong, saved = [], set()
    for role in [*PERSONAS, "administrator"]:
        client.force_login(request.getfixturevalue(role))
        for model, row in rows.items():
            if row is None or not has_a_form(model):
                continue
            changed, shown, is_saved = post_everything(client, model, row)
            saved |= {model} if is_saved else set()
            if beside := changed - shown - KEPT_BY_THE_DESK:
                wrong.append(f"{role} wrote {sorted(beside)} of {model.__name__}")

    assert wrong == []
    assert len(saved) > 12  # that so many forms were taken shows that the others could have been


def fields(model):
    return [field.attname for field in model._meta.concrete_fields]


def has_a_form(model):
    """The fronts are arranged on a screen of their own: test_front_rights.py."""
    return f"{model._meta.model_name}" != "front"


@pytest.mark.parametrize("model", [Article, *ROWS_OF])
def test_a_forged_field_would_have_been_read(model):
    assert {field.name for field in model._meta.concrete_fields} <= {*forged(model)}
