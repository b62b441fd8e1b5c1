"""A role for a day: held from its beginning until its end, and given by an administrator alone."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.db import IntegrityError, transaction

from newsroom.identity.role_grants import RoleGrant

MONDAY = dt.datetime(2026, 5, 4, 18, tzinfo=dt.UTC)
HOURS = dt.timedelta(hours=1)
PUBLISH = "articles.publish_article"


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def give(clock):
    def make(user, role="Editor", *, after=0, until=8):
        return RoleGrant.objects.create(
            user=user,
            group=Group.objects.get(name=role),
            starts_at=MONDAY + after * HOURS,
            ends_at=MONDAY + until * HOURS,
        )

    return make


def may_publish(user):
    return User.objects.get(pk=user.pk).has_perm(PUBLISH)


def test_role_is_held_from_its_beginning_until_its_end_by_the_clock_alone(reporter, give, clock):
    give(reporter, after=2, until=8)
    seen = {}

    for hour in (0, 1.999, 2, 7.999, 8, 200):
        clock.move_to(MONDAY + hour * HOURS)
        seen[hour] = may_publish(reporter)

    assert seen == {0: False, 1.999: False, 2: True, 7.999: True, 8: False, 200: False}


def test_role_for_a_time_opens_what_the_role_opens_and_no_longer(reporter, client, make_article, give, clock):
    article, address = make_article(), "/admin/articles/article/{}/withdraw/"
    client.force_login(reporter)
    assert client.get(address.format(article.pk)).status_code == 403

    give(reporter, until=8)
    assert client.get(address.format(article.pk)).url.startswith("/admin/login/")  # whoever had that session had less
    client.force_login(reporter)
    assert client.get(address.format(article.pk)).status_code == 200

    clock.shift(8 * HOURS)
    assert client.get(address.format(article.pk)).status_code == 403


def test_role_for_a_time_is_given_by_nobody_but_an_administrator(client, reporter, editor, administrator, clock):
    address = f"/admin/auth/user/{reporter.pk}/roles/"
    form = {"group": Group.objects.get(name="Editor").pk, "ends_at": "2026-05-05T06:00"}
    for person in (reporter, editor):
        client.force_login(person)
        assert client.post(address, form).status_code == 403
    assert not may_publish(reporter)

    client.force_login(administrator)
    client.post(address, form)

    assert may_publish(reporter)
    grant = RoleGrant.objects.get()
    assert (grant.given_by, grant.ends_at) == (administrator, dt.datetime(2026, 5, 5, 5, tzinfo=dt.UTC))
    assert "Editor until 5 May 2026, 06:00 BST" in client.get("/admin/auth/user/").text
    client.force_login(reporter)
    assert "the role Editor, until 5 May 2026, 06:00 BST" in client.get("/admin/sessions/").text


@pytest.mark.parametrize(
    ("ends_at", "said"),
    [("2026-05-04T18:00", "That moment has passed"), ("2026-07-04T18:00", "At most 31 days"), ("", "Say when.")],
)
def test_role_without_a_near_end_is_refused(client, reporter, administrator, clock, ends_at, said):
    client.force_login(administrator)
    form = {"group": Group.objects.get(name="Editor").pk, "ends_at": ends_at}

    page = client.post(f"/admin/auth/user/{reporter.pk}/roles/", form).text

    assert said in page
    assert ends_at in page
    assert not RoleGrant.objects.exists()


def test_role_for_a_time_is_ended_early(client, reporter, administrator, give, clock):
    grant = give(reporter)
    clock.shift(HOURS)
    client.force_login(administrator)
    assert may_publish(reporter)

    client.post(f"/admin/auth/user/{reporter.pk}/roles/", {"end": grant.pk})

    assert not may_publish(reporter)
    grant.refresh_from_db()
    assert grant.ends_at == MONDAY + HOURS


def test_role_of_another_person_is_not_ended_by_its_number(client, reporter, editor, administrator, give):
    grant = give(editor, "Legal")
    client.force_login(administrator)

    assert client.post(f"/admin/auth/user/{reporter.pk}/roles/", {"end": grant.pk}).status_code == 404
    assert client.post(f"/admin/auth/user/{reporter.pk}/roles/", {"end": "²"}).status_code == 404
    assert RoleGrant.objects.in_force().count() == 1


def test_people_who_hold_a_right_are_found_while_they_hold_it(reporter, editor, give, clock):
    give(reporter)
    able = {"include_superusers": False}
    assert {*User.objects.with_perm(PUBLISH, **able)} == {reporter, editor}

    clock.shift(8 * HOURS)
    assert {*User.objects.with_perm(PUBLISH, **able)} == {editor}


def test_closed_account_holds_no_role(reporter, give):
    give(reporter)
    User.objects.filter(pk=reporter.pk).update(is_active=False)

    assert not may_publish(reporter)
    assert not User.objects.with_perm(PUBLISH).exists()


def test_database_refuses_a_role_that_ends_before_it_begins(reporter, give):
    with pytest.raises(IntegrityError), transaction.atomic():
        give(reporter, after=3, until=2)

    give(reporter, after=2, until=3)
