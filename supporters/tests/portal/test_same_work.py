"""Whether somebody supports the paper shows in nothing that is done: not in the answer, and not behind it."""

import re
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from supporters.models import Supporter
from supporters.portal.sign_in import mail_link

pytestmark = pytest.mark.django_db
DOOR = "/support/yours/"
# Into the database, as in a real paper, so that a task for one of the two alone would be seen among the queries.
LATER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def _ada(make_pledge, make_payment, newsletter_wording):
    make_payment(make_pledge(frequency="month", amount=500, name="Ada Marsh", email="ada@example.org"))


@contextmanager
def work_of():
    with CaptureQueriesContext(connection) as queries:
        yield lambda: [re.sub(r"'[^']*'|[0-9a-f]{32}|[\d.]+", "?", query["sql"]) for query in queries]


def answer_to(path, form):
    with work_of() as work:
        response = Client().post(path, form)
    headers = {name: value for name, value in response.items() if name not in {"Location", "X-Request-Id"}}
    return response.status_code, len(response.content), headers, work()


@pytest.mark.usefixtures("_ada")
def test_signing_in_does_the_same_work_for_every_address(settings):
    settings.TASKS = LATER

    known = answer_to(DOOR, {"email": "ada@example.org"})
    unknown = answer_to(DOOR, {"email": "bob@example.org"})

    assert known == unknown


@pytest.mark.usefixtures("_ada")
def test_the_worker_does_the_same_for_every_address():
    """Statement by statement, until the letter is marked as sent or goes."""
    told = {}
    for email in ("ada@example.org", "bob@example.org"):
        with work_of() as work:
            mail_link.call(email)
        told[email] = [" ".join(statement.split()[:3]) for statement in work()]
    *known, marked = told["ada@example.org"]
    *unknown, gone = told["bob@example.org"]

    assert known == unknown
    assert (marked, gone) == ('UPDATE "supporters_outboxmail" SET', 'DELETE FROM "supporters_outboxmail"')


@pytest.mark.usefixtures("_ada")
def test_signing_up_does_the_same_work_for_every_address(settings, support_form):
    settings.TASKS = LATER

    known = answer_to("/support/", support_form(email="ada@example.org", newsletter="on"))
    unknown = answer_to("/support/", support_form(email="bob@example.org", newsletter="on"))

    assert known == unknown


@pytest.mark.usefixtures("newsletter_wording", "contribution_page")
def test_the_bench_finds_the_answers_alike_and_leaves_nothing(settings):
    settings.TASKS, told = LATER, StringIO()

    call_command("bench_addresses", tries=2, stdout=told)

    assert told.getvalue().count("answers alike") == 2
    assert not Supporter.objects.exists()
