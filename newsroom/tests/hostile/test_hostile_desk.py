"""Whatever somebody at the desk sends, in an address or in any field, it is refused, and never a failure of ours.

HOSTILE=1 tries every part and every value at every address, as an editor too; without it an address has some of them,
each in turn.
"""

import os
import re
from itertools import cycle, islice

import pytest
from django.contrib.admin import site
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import get_resolver, reverse

from articles.models import Complaint, Topic
from common.autocomplete import RowsField
from newsroom.identity.people_forms import InvitationForm
from newsroom.tests.hostile.test_hostile_addresses import DIGITS, PARTS, filled, public_routes

pytestmark = pytest.mark.django_db
TYPED = ["x", DIGITS, "\0", "http://[", "9999-99-99", "-1", " ", "1e400", "a" * 9000, "[1,{}]", "\u0663"]
EACH = len(TYPED) if os.environ.get("HOSTILE") else 1
ROLES = ["administrator", "editor"] if os.environ.get("HOSTILE") else ["administrator"]
KEYS = """q p o e all before id__exact _to_field _popup _changelist_filters app_label model_name field_name picture from
day month year ids term pledge story""".split()  # noqa: SIM905 - read as words


def desk_routes():
    desk = next(entry for entry in get_resolver().url_patterns if getattr(entry, "app_name", None) == "admin")
    return list(public_routes(desk, "admin/"))


def failures(client, path, part, typed):
    """What goes wrong when an address is asked a hostile question, and its form is sent with one value everywhere."""
    page = client.get(path)
    names = re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', "" if page.streaming else page.text)
    # How many rows there are is said right, or nothing else is looked at.
    counts = {name: "1" if name.endswith("-TOTAL_FORMS") else "0" for name in names if name.endswith("_FORMS")}
    sent = dict.fromkeys([*names, "action", "_selected_action"], typed) | counts
    answers = {
        "as it is": page,
        "asked": client.get(path, dict.fromkeys(KEYS, part)),
        "sent": client.post(path, sent),
    }
    return [f"{path[:80]} {how}: {typed[:20]!r}" for how, answer in answers.items() if answer.status_code >= 500]


def test_no_choice_of_rows_looks_up_a_number_that_no_row_can_have(administrator, rf):
    request = rf.get("/")
    request.user = administrator
    fields = [
        (str(rows), admin.formfield_for_dbfield(rows, request=request))
        for model, admin in site._registry.items()
        for rows in model._meta.many_to_many
    ]
    fields.append(("invitation", InvitationForm().fields["groups"]))

    assert [name for name, field in fields if field and not isinstance(field, RowsField)] == []
    assert len(fields) > 5


@pytest.mark.parametrize("role", ROLES)
def test_every_address_and_form_of_the_desk_stands_what_is_sent(client, full_desk, request, role):
    client.raise_request_exception, person, failed = False, request.getfixturevalue(role), []
    parts, values = cycle(PARTS), cycle(TYPED)
    addresses = [route for route in desk_routes() if "(?P" not in route and "logout" not in route]
    for route in addresses:
        client.force_login(person)
        for part, typed in islice(zip(parts, values, strict=False), EACH):
            for path in {filled(route, "1"), filled(route, part if role == "administrator" else "1")}:
                kept = transaction.savepoint_create()
                failed += failures(client, path, part, typed)
                transaction.savepoint_rollback(kept)

    assert failed == []
    assert len(addresses) > 150


@pytest.mark.parametrize("typed", ["x", DIGITS, "\0"])
@pytest.mark.parametrize("model", ["complaint", "correction", "series", "article", "withheldname"])
def test_row_that_is_none_is_an_error_of_its_field(client, administrator, model, typed):
    row = {"parts-TOTAL_FORMS": 1, "parts-INITIAL_FORMS": 0, "bylines-TOTAL_FORMS": 1, "bylines-INITIAL_FORMS": 0}
    chosen = dict.fromkeys(["article", "topics", "supersedes", "parts-0-article", "bylines-0-author"], typed)
    client.force_login(administrator)

    answer = client.post(reverse(f"admin:articles_{model}_add"), row | chosen)

    assert answer.status_code == 200
    assert "errorlist" in answer.text


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("articles_article_take_over", "_take_over"),
        ("articles_article_change", "bylines-TOTAL_FORMS"),
        ("auth_user_roles", "end"),
        ("polls_poll_votes", "removal"),
    ],
)
def test_number_that_python_does_not_read_names_no_row(client, administrator, make_article, make_poll, address, sent):
    make_article(), make_poll(), client.force_login(administrator)
    client.raise_request_exception = False

    answer = client.post(reverse(f"admin:{address}", args=[1]), {"act": "approve", "version": "1", sent: "9" * 5000})

    assert answer.status_code in {200, 302, 404}


@pytest.mark.parametrize("address", ["supporters_supporter_merge", "articles_article_together"])
def test_address_with_a_number_that_python_does_not_read_names_no_row(client, administrator, address):
    client.force_login(administrator)
    client.raise_request_exception = False

    query = dict.fromkeys(["pk", "stories"], "9" * 5000)
    assert client.get(reverse(f"admin:{address}"), query).status_code in {200, 302}


def test_row_without_a_page_has_none(client, administrator, make_topic, make_article):
    client.force_login(administrator)
    topic, complaint = make_topic(), Complaint.objects.create(article=make_article(), words="It was Tuesday.")

    def status(row):
        return client.get(f"/admin/r/{ContentType.objects.get_for_model(row).pk}/{row.pk}/").status_code

    assert (status(topic), status(complaint), status(Topic(pk=10**17))) == (302, 404, 404)


def test_statement_with_a_cell_of_a_whole_page_is_an_error_that_says_so(client, administrator):
    file = SimpleUploadedFile("bank.csv", b"Date,Amount,Text\n2026-11-01,5.00," + b"x" * 140_000 + b"\n")
    client.force_login(administrator)
    answer = client.post("/admin/supporters/statementline/match/", {"file": file})

    assert answer.status_code in {200, 422}
    assert "errorlist" in answer.text or "message" in answer.text
