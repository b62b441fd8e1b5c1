"""What the audit log holds of whom: desk writes by construction, sign-ins, and nothing of readers."""

import re
from dataclasses import replace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from django.urls import reverse

from articles.models import Article, Section
from common import limits
from common.audit import NOBODY, Actor, acting_as, actor, becomes, note
from common.audit_line import LONGEST
from common.audit_triggers import install, missing
from common.limits import REFUSALS
from newsroom.audit.left_out import note_left_out
from newsroom.audit.models import AuditEntry
from newsroom.audit.tables import AUDITED, UNAUDITED
from newsroom.jobs.schedule import periodic_jobs
from newsroom.tests.audited import EXEMPT, table_written, watched

NELL = Actor("nell", 17, "passkey", "192.0.2.7", "a-request")


def entries(**wanted):
    """What was written down, the oldest first, as facts."""
    return [entry.facts for entry in AuditEntry.objects.filter(**wanted).order_by("pk")]


def rename(client, section):
    """By the desk's form."""
    sent = {"name": "Games", "slug": "games", "position": 0, "standfirst": "", "parent": ""}
    sent |= {f"editors-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return client.post(reverse("admin:articles_section_change", args=[section.pk]), sent, REMOTE_ADDR="192.0.2.9")


def lose_triggers_of_sections():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE tbl_name = 'articles_section' AND name GLOB 'audit_*'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


def test_every_table_is_audited_or_has_a_reason():
    audited = [each.table for each in AUDITED]
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}

    assert len(set(audited)) == len(audited)
    assert set(audited) & EXEMPT == set()
    assert tables - set(audited) - EXEMPT == set()
    assert (set(audited) | EXEMPT) - tables == set()
    assert all(UNAUDITED)


def test_every_hidden_column_is_one_of_its_table():
    columns = {
        model._meta.db_table: {field.column for field in model._meta.concrete_fields}
        for model in apps.get_models(include_auto_created=True)
    }

    named = {each.table: {*each.hidden, *each.ignored, *(each.shown or ())} for each in AUDITED}
    assert {table: names - columns[table] for table, names in named.items() if names - columns[table]} == {}


SECRET = re.compile(r"password|secret|token|email|phone|hash|payload|credential|factor")


def test_no_secret_and_nothing_that_supporters_told_us_is_shown():
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    shown = {
        f"{each.table}.{field.column}"
        for each in AUDITED
        for field in models[each.table]._meta.concrete_fields
        if SECRET.search(field.column) and not each._is_hidden(field.column) and field.column not in each.ignored
    }

    # A colleague's address is how a takeover shows; a help line's number is printed; a date is no address.
    assert shown == {"auth_user.email", "articles_helpline.phone", "supporters_supporter.email_verified_at"}


@pytest.mark.django_db
class TestRows:
    def test_a_change_says_who_what_before_and_after_from_where_and_with_which_factor(self, make_section):
        section = make_section("Sport")
        with acting_as(NELL):
            section.name = "Games"
            section.save()

        (found,) = entries()
        assert found["changes"] == {"name": ["Sport", "Games"]}
        assert {name: found[name] for name in ("who", "user", "factor", "network", "request")} == {
            "who": "nell",
            "user": 17,
            "factor": "passkey",
            "network": "192.0.2.7",
            "request": "a-request",
        }
        assert (found["action"], found["table"], found["object"]) == ("change", "articles_section", str(section.pk))

    def test_bulk_updates_raw_sql_and_deletes_are_caught(self, make_section):
        sections = [make_section(name) for name in ("Sport", "Courts")]
        with acting_as(NELL), connection.cursor() as cursor:
            Section.objects.update(standfirst="All of it.")
            cursor.execute("UPDATE articles_section SET position = 417 WHERE name = 'Courts'")
            Section.objects.filter(pk=sections[0].pk).delete()

        assert [found["action"] for found in entries()] == ["change", "change", "change", "delete"]
        assert entries()[2]["changes"] == {"position": [0, 417]}
        assert entries()[3]["changes"]["name"] == ["Sport", None]

    def test_a_save_that_changes_nothing_leaves_no_row(self, make_section):
        section = make_section()
        with acting_as(NELL):
            section.save()

        assert entries() == []

    def test_what_is_rolled_back_leaves_no_row(self):
        with acting_as(NELL), transaction.atomic():
            Section.objects.create(name="Never", slug="never")
            transaction.set_rollback(True)

        assert entries() == []

    def test_what_nobody_of_the_desk_does_leaves_no_row(self, make_section):
        make_section().delete()

        assert entries() == []

    def test_long_words_are_cut_and_told_apart(self, make_article):
        article = make_article(body=f"<p>{'Tide. ' * 900}</p>")
        with acting_as(NELL):
            Article.objects.filter(pk=article.pk).update(body=f"<p>{'Tide. ' * 899}Tide!</p>")

        before, after = entries()[0]["changes"]["body"]
        assert before != after
        assert max(len(before), len(after)) < LONGEST + 40

    def test_logins_are_written_down_whoever_changes_them_and_never_their_password(self):
        user = User.objects.create_user("nell", "nell@courier.example", "a-long-password")
        user.set_password("another-long-password")
        user.save()
        user.groups.add(Group.objects.first())

        added, changed, role = entries()
        assert added["changes"]["username"] == [None, "nell"]
        assert added["changes"]["password"] is None
        assert changed["changes"] == {"password": None}
        assert role["table"] == "auth_user_groups"
        assert user.password not in str(entries())

    def test_a_supporter_who_is_erased_is_not_kept_by_the_log(self, make_pledge):
        supporter = make_pledge().supporter
        with acting_as(NELL):
            type(supporter).objects.filter(pk=supporter.pk).update(name="", email="gone@courier.example")

        (found,) = entries(table="supporters_supporter")
        assert found["changes"]["name"] is None
        assert found["changes"]["email"] is None

    def test_a_trigger_that_was_lost_is_missed_and_made_again(self):
        lose_triggers_of_sections()
        assert missing(connection, AUDITED) == ["articles_section"]

        install(connection, AUDITED)

        assert missing(connection, AUDITED) == []

    def test_a_note_says_what_was_done_without_a_change(self, make_section):
        section = make_section()
        with acting_as(NELL):
            note(action="opened", about=section)
            note(action="exported", about="supporters_supporter", rows=417, layout="full")

        opened, exported = entries()
        assert (opened["table"], opened["object"], opened["changes"]) == ("articles_section", str(section.pk), {})
        assert exported["changes"] == {"rows": [None, 417], "layout": [None, "full"]}

    def test_nobody_becomes_somebody_outside_of_a_request(self):
        becomes(NELL)

        assert actor() is NOBODY


@pytest.mark.django_db
class TestRequests:
    def test_a_save_at_the_desk_is_its_editors(self, client, editor, make_section):
        section = make_section("Sport")
        client.force_login(editor)
        response = rename(client, section)

        assert response.status_code == 302, response.context["errors"]
        (found,) = entries(table="articles_section")
        assert (found["who"], found["user"], found["network"]) == ("editor", editor.pk, "192.0.2.9")
        assert found["factor"] == "password"
        assert found["request"] == response["X-Request-Id"]
        assert found["changes"]["name"] == ["Sport", "Games"]

    def test_signing_in_and_out_is_written_down(self, client, editor):
        editor.set_password("a-long-password")
        editor.save()
        form = {"username": "editor", "password": "a-long-password"}
        client.post(reverse("admin:login"), form, REMOTE_ADDR="192.0.2.9")
        client.post(reverse("admin:logout"))

        signed_in, signed_out = [found for found in entries() if found["action"].startswith("signed")]
        assert (signed_in["action"], signed_in["object"], signed_in["who"]) == ("signed_in", str(editor.pk), "editor")
        assert signed_in["network"] == "192.0.2.9"
        assert (signed_out["action"], signed_out["who"]) == ("signed_out", "editor")

    def test_a_refusal_is_written_down_without_what_was_typed(self, client, editor):
        for name in ("editor", "a-password-in-the-wrong-field"):
            client.post(reverse("admin:login"), {"username": name, "password": "wrong"}, REMOTE_ADDR="192.0.2.9")

        known, unknown = entries(action="sign_in_refused")
        assert (known["object"], unknown["object"]) == (str(editor.pk), "")
        assert known["network"] == "192.0.2.9"
        assert "a-password" not in str(unknown)

    def test_refusals_of_one_network_do_not_fill_the_log(self, client, monkeypatch):
        monkeypatch.setattr("newsroom.audit.middleware.REFUSALS", replace(REFUSALS, number=3))
        for _ in range(5):
            client.post(reverse("admin:login"), {"username": "nobody", "password": "wrong"})

        assert len(entries(action="sign_in_refused")) == 3

    @pytest.mark.parametrize("limit", ["REFUSALS", "REFUSALS_OF_ALL"])
    def test_log_says_how_many_refusals_it_left_out_and_says_it_once(self, client, monkeypatch, limit):
        monkeypatch.setattr(f"newsroom.audit.middleware.{limit}", replace(getattr(limits, limit), number=3))
        for turn in range(5):
            note_left_out()
            client.post(reverse("admin:login"), {"username": f"nobody-{turn}", "password": "wrong"})
        before = entries(action="refusals_left_out")
        note_left_out(), note_left_out()

        (said,) = before  # of the fourth, before the fifth came
        (_first, then) = entries(action="refusals_left_out")
        assert (said["changes"], then["changes"]) == ({"number": [None, 1]}, {"number": [None, 1]})
        assert then["who"] == "manage.py worker"
        assert note_left_out in [job.act for job in periodic_jobs()]

    def test_a_vote_of_somebody_who_works_here_is_a_readers(self, client, editor, make_poll):
        client.force_login(editor)
        before = len(entries())
        poll = make_poll()
        client.post(poll.vote_url, {"choice": poll.choices.first().pk}, headers={"Sec-Fetch-Site": "same-origin"})

        assert len(entries()) == before
        assert poll.ballots.count() == 1


@pytest.mark.django_db
class TestWatch:
    """The watch that every test of the desk is under: see audited.py."""

    def test_a_write_whose_trigger_is_gone_fails(self, make_section):
        section = make_section()
        lose_triggers_of_sections()

        with pytest.raises(AssertionError, match="articles_section"), watched(NELL):
            Section.objects.filter(pk=section.pk).update(name="Unseen")

    def test_a_write_that_is_written_down_passes(self, make_section):
        section = make_section()

        with watched(NELL):
            Section.objects.filter(pk=section.pk).update(name="Seen")

    def test_a_request_of_the_desk_is_under_it(self, client, editor, make_section):
        section = make_section("Sport")
        client.force_login(editor)
        lose_triggers_of_sections()

        with pytest.raises(AssertionError, match="articles_section"):
            rename(client, section)

    @pytest.mark.parametrize(
        ("statement", "rows", "table"),
        [
            ('INSERT INTO "articles_section" ("name") VALUES (%s) RETURNING "id"', -1, "articles_section"),
            ('INSERT OR IGNORE INTO "articles_section" ("name") VALUES (%s)', 0, None),
            ('UPDATE "articles_section" SET "name" = %s', 2, "articles_section"),
            ("UPDATE articles_section SET name = %s", 2, "articles_section"),
            ('UPDATE "articles_section" SET "name" = %s', 0, None),
            ('DELETE FROM "articles_section" WHERE "id" IN (%s)', 1, "articles_section"),
            ('SELECT "id" FROM "articles_section"', -1, None),
        ],
    )
    def test_it_knows_the_table_that_a_statement_writes(self, statement, rows, table):
        assert table_written(statement, rows) == table
