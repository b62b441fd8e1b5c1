"""The screen of the audit log: who may open it, what it finds, and what its pages cost."""

import csv
import io

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from articles.models import Section
from common.audit import Actor, acting_as, note
from newsroom.admin.audit import SHOWN, AuditFilter
from newsroom.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
SCREEN, EXPORT = "/admin/newsroom/auditentry/", "/admin/newsroom/auditentry/export/"


@pytest.fixture
def at_the_desk(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def log():
    """A section that two people changed, and one that they did not."""
    other, section = (Section.objects.create(name=name, slug=name.lower()) for name in ("Courts", "Sport"))
    with acting_as(Actor("nell", 17, "passkey", "192.0.2.7", "first-request")):
        Section.objects.filter(pk=section.pk).update(name="Games & play")
    with acting_as(Actor("adam", 18, "password", "198.51.100.1")):
        Section.objects.filter(pk=section.pk).update(standfirst="Of the <b>coast</b>.")
        note(action="opened", about=other)
    return section


def found(client, **asked):
    """Who did what, by the screen, the newest first."""
    response = client.get(SCREEN, asked)
    assert response.status_code == 200
    return [(row.who, row.action) for row in response.context["rows"]]


def test_row_says_who_what_before_and_after_and_from_where(at_the_desk, log):
    page = at_the_desk.get(SCREEN, {"who": "nell"}).content.decode()

    assert "<del>Sport</del>" in page
    assert "<ins>Games &amp; play</ins>" in page
    assert "passkey, 192.0.2.7" in page
    assert f"?table=articles_section&amp;row={log.pk}" in page


def test_filters_find_by_person_act_thing_and_day(at_the_desk, log):
    today = timezone.localdate().isoformat()

    assert found(at_the_desk, who="nell") == [("nell", "change")]
    assert found(at_the_desk, action="opened") == [("adam", "opened")]
    assert found(at_the_desk, table="articles_section", row=log.pk) == [("adam", "change"), ("nell", "change")]
    assert found(at_the_desk, who="adam", day=today) == [("adam", "opened"), ("adam", "change")]
    assert found(at_the_desk, who="adam", day="2020-02-29") == []


def test_what_makes_no_sense_is_said_and_kept(at_the_desk, log):
    response = at_the_desk.get(SCREEN, {"who": "nell", "day": "the 31st", "before": "x"})

    assert response.context["form"].errors.keys() == {"day", "before"}
    assert b'value="nell"' in response.content
    assert b"Enter a valid date" in response.content


def test_pages_go_on_where_the_one_before_ended(at_the_desk):
    with acting_as(Actor("nell", 17)):
        Section.objects.bulk_create(Section(name=f"Of {n}", slug=f"of-{n}") for n in range(SHOWN + 3))

    first = at_the_desk.get(SCREEN, {"who": "nell"})
    second = at_the_desk.get(f"{SCREEN}?{first.context['older']}")

    assert len(first.context["rows"]) == SHOWN
    assert [row.pk for row in second.context["rows"]] == [first.context["rows"][-1].pk - n for n in (1, 2, 3)]
    assert second.context["older"] == ""


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"before": 417},
        {"who": "nell", "before": 417},
        {"action": "opened"},
        {"table": "articles_section"},
        {"table": "articles_section", "row": "4", "before": 417},
    ],
)
def test_page_is_read_in_the_order_of_an_index(asked):
    plan = AuditFilter(asked).rows()[:SHOWN].explain()

    assert "USING INDEX" in plan
    assert "TEMP B-TREE" not in plan


def test_file_holds_what_was_found_and_its_taking_is_in_the_log(at_the_desk, log):
    with acting_as(Actor("=cmd()", 19)):
        note(action="opened", about=log)
    response = at_the_desk.get(EXPORT, {"table": "articles_section"})

    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["number", "at", "who"]
    assert [row[2] for row in rows[1:]] == ["'=cmd()", "adam", "adam", "nell"]
    assert rows[-1][-1] == "name: Sport → Games & play"
    taken = AuditEntry.objects.newest_first().first()
    assert (taken.who, taken.action, taken.table) == ("admin", "exported", "newsroom_audit")


@pytest.mark.parametrize("address", [SCREEN, EXPORT])
def test_log_is_for_administrators(client, editor, administrator, address):
    client.force_login(editor)
    assert client.get(address).status_code == 403

    client.force_login(administrator)
    assert client.get(address).status_code == 200


def test_nobody_can_write_in_the_log(at_the_desk, log):
    row = AuditEntry.objects.first()

    assert at_the_desk.get(reverse("admin:newsroom_auditentry_change", args=[row.pk])).status_code == 200
    assert at_the_desk.post(reverse("admin:newsroom_auditentry_change", args=[row.pk]), {}).status_code == 403
    assert at_the_desk.post(reverse("admin:newsroom_auditentry_delete", args=[row.pk])).status_code == 403
    assert at_the_desk.get(reverse("admin:newsroom_auditentry_add")).status_code == 403


def test_each_row_of_the_desk_leads_to_what_was_done_to_it(client, editor, administrator, log):
    link = f"{SCREEN}?table=articles_section&amp;row={log.pk}".encode()
    client.force_login(administrator)
    assert link in client.get(reverse("admin:articles_section_change", args=[log.pk])).content

    client.force_login(editor)
    assert link not in client.get(reverse("admin:articles_section_change", args=[log.pk])).content


def test_log_costs_one_query_whatever_it_holds(at_the_desk, log):
    def queries():
        with connection.execute_wrapper(lambda execute, sql, *rest: asked.append(sql) or execute(sql, *rest)):
            at_the_desk.get(SCREEN)
        return [sql for sql in asked if "newsroom_audit" in sql]

    asked = []
    assert len(queries()) == 1


def test_who_was_given_which_role_is_said_by_name(at_the_desk, editor):
    gone, role = (Group.objects.create(name=name) for name in ("Night desk", "Harbour desk"))
    with acting_as(Actor("nell", 17)):
        editor.groups.add(role, gone)
    gone.delete()
    asked = {"table": "auth_user_groups", "action": "add", "who": "nell"}

    page, file = at_the_desk.get(SCREEN, asked), at_the_desk.get(EXPORT, asked)

    for text in (page.text, file.getvalue().decode()):
        assert f"editor ({editor.pk})" in text
        assert f"Harbour desk ({role.pk})" in text
        assert "Night desk" not in text
