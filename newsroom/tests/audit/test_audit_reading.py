"""Whoever looks at supporters, or takes a file from the desk, is in the audit log."""

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from newsroom.audit.models import AuditEntry
from newsroom.tests.audit.test_audit import entries

pytestmark = pytest.mark.django_db


def opened(client, address):
    """What was written down of somebody's looking at it."""
    before = AuditEntry.objects.count()
    assert client.get(address).status_code == 200
    return [(found["action"], found["table"], found["object"]) for found in entries(pk__gt=before)]


def test_whoever_looks_at_supporters_is_written_down(client, finance, make_payment):
    payment = make_payment()
    client.force_login(finance)

    for model, pk in (("supporter", payment.pledge.supporter_id), ("payment", payment.pk)):
        row = reverse(f"admin:supporters_{model}_change", args=[pk])
        listed = reverse(f"admin:supporters_{model}_changelist")
        assert opened(client, row) == [("opened", f"supporters_{model}", str(pk))]
        assert opened(client, listed) == [("opened", f"supporters_{model}", "")]


def test_what_leaves_the_house_is_written_down(client, finance, editor, make_pledge, make_poll, fill_box):
    make_pledge()
    client.force_login(finance)
    for name, args in (("supporter_export", []), ("supporter_crm", ["mailchimp"])):
        found = opened(client, reverse(f"admin:supporters_{name}", args=args))
        assert found == [("add", "supporters_exportlog", found[0][2]), ("exported", "supporters_supporter", "")]

    poll = make_poll(results="always")
    client.force_login(editor)
    assert opened(client, reverse("admin:polls_poll_csv", args=[poll.pk])) == [("exported", "polls_poll", str(poll.pk))]


def test_a_search_leaves_no_name_in_the_log(client, finance, make_pledge):
    client.force_login(finance)
    opened(client, reverse("admin:supporters_supporter_changelist") + "?q=Thackaberry")

    assert entries(action="opened")
    assert "Thackaberry" not in str(entries())


def test_stories_are_read_without_a_row(client, editor, make_article):
    client.force_login(editor)

    assert opened(client, reverse("admin:articles_article_change", args=[make_article().pk])) == []


def test_what_is_refused_leaves_no_row(client, reporter, make_pledge):
    client.force_login(reporter)
    before = AuditEntry.objects.count()

    assert client.get(reverse("admin:supporters_supporter_changelist")).status_code == 403
    assert AuditEntry.objects.count() == before


def test_what_cannot_be_written_down_is_not_shown(client, finance, make_pledge, monkeypatch):
    supporter = make_pledge().supporter
    client.force_login(finance)
    address = reverse("admin:supporters_supporter_change", args=[supporter.pk])

    def locked(**facts):
        raise OperationalError("database is locked")

    assert supporter.email in client.get(address).content.decode()
    monkeypatch.setattr("newsroom.audit.middleware.note", locked)
    refused = client.get(address)

    assert refused.status_code == 503
    assert supporter.email not in refused.content.decode()


def test_sessions_that_are_ended_and_links_that_are_sent_are_on_record(client, administrator, reporter, mailoutbox):
    """Neither leaves a row of its own that stays."""
    User.objects.filter(pk=reporter.pk).update(email="nell@courier.example")
    Client().force_login(reporter)
    client.force_login(administrator)

    client.post(f"/admin/auth/user/{reporter.pk}/sessions/", {"end": "others"})
    client.post(f"/admin/auth/user/{reporter.pk}/link/")

    found = AuditEntry.objects.filter(action__in=["sessions_ended", "link_sent"]).order_by("pk")
    assert [(entry.action, entry.table, entry.object, entry.who) for entry in found] == [
        ("sessions_ended", "auth_user", str(reporter.pk), "admin"),
        ("link_sent", "auth_user", str(reporter.pk), "admin"),
    ]
    assert found[0].facts["changes"]["number"] == [None, 1]
