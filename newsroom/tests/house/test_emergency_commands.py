"""What the runbooks have somebody type when something is wrong."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from articles.models import Takedown
from articles.publishing.takedowns import lift_takedown, take_down
from common import tombstones
from newsroom.identity.sealing import seal, unseal
from newsroom.tests.identity.test_staff_sessions import is_in, sign_in
from newsroom.tests.processes import manage
from supporters.letters.links import read_stop_pledge, stop_pledge_token

NEXT_KEY = "the-next-key-0123456789-abcdefghijklmnopqrstuvwxyz-0"  # pragma: allowlist secret


def test_end_sessions_signs_one_login_out_everywhere_and_nobody_else(reporter, editor, capsys):
    mine, colleague = [sign_in(reporter), sign_in(reporter)], sign_in(editor)

    call_command("end_sessions", reporter.username)

    assert capsys.readouterr().out == "2 sessions have ended.\n"
    assert [is_in(client) for client in (*mine, colleague)] == [False, False, True]


def test_remove_factors_ends_all_sessions_as_it_says(reporter):
    was_in = sign_in(reporter)  # by password alone, as in the demonstration

    call_command("remove_factors", reporter.username)

    assert not is_in(was_in)


def test_end_sessions_signs_everybody_out_where_that_is_asked(reporter, editor):
    clients = [sign_in(reporter), sign_in(editor)]

    call_command("end_sessions", "--all")

    assert [is_in(client) for client in clients] == [False, False]


@pytest.mark.parametrize("command", ["end_sessions", "lock_login"])
def test_command_about_a_login_says_whom_it_does_not_know(command, db):
    with pytest.raises(CommandError, match="no login nobody"):
        call_command(command, "nobody")


def test_locked_login_opens_nothing_until_it_is_opened(reporter):
    was_in = sign_in(reporter)
    call_command("lock_login", reporter.username)

    typed = {"username": reporter.username, "password": "a-long-password"}
    assert Client().post("/admin/login/", typed).status_code == 200
    assert not is_in(was_in)

    call_command("lock_login", reporter.username, "--open")
    assert is_in(sign_in(reporter))
    assert not is_in(was_in)


@pytest.fixture
def story(make_live_article, make_picture):
    return make_live_article("Named in error", lead_picture=make_picture())


def test_mark_taken_down_hides_a_story_and_a_picture_without_the_database(story, client, django_db_blocker):
    page, picture = story.get_absolute_url(), story.lead_picture.file.url
    assert [client.get(path).status_code for path in (page, picture)] == [200, 200]

    with django_db_blocker.block():
        call_command("mark_taken_down", f"https://paper.example.org{page}", picture, "--notice", "A court's order.")

        answers = [client.get(path) for path in (page, picture)]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert "A court&#x27;s order." in answers[0].text


def test_mark_taken_down_leaves_the_record_and_its_lifting_to_the_desk(
    story, editor, django_capture_on_commit_callbacks
):
    call_command("mark_taken_down", story.get_absolute_url())

    take_down(article=story, by=editor, reason="The order came at night.")
    assert Takedown.objects.standing().get().article == story
    with django_capture_on_commit_callbacks(execute=True):
        lift_takedown(article=story, by=editor, reason="It was set aside.")
    assert tombstones.notice_of(story.pk) is None


def test_mark_taken_down_is_taken_back_where_it_was_a_mistake(story, client):
    page, picture = story.get_absolute_url(), story.lead_picture.file.url
    call_command("mark_taken_down", page, picture)

    call_command("mark_taken_down", page, picture, "--lift")

    assert [client.get(path).status_code for path in (page, picture)] == [200, 200]


@pytest.mark.parametrize("slip", ["/news/", "/videos/barrier-12/", "nonsense"])
def test_mark_taken_down_does_nothing_where_one_address_is_a_slip(slip, story):
    with pytest.raises(CommandError, match="Nothing was done"):
        call_command("mark_taken_down", story.get_absolute_url(), slip)

    assert tombstones.notice_of(story.pk) is None


def test_key_of_before_still_opens_links_and_apps_while_it_is_named(make_pledge, settings):
    pledge = make_pledge()
    link, sealed, old = stop_pledge_token(pledge), seal("the secret of an app"), settings.SECRET_KEY

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEXT_KEY, [old]
    assert read_stop_pledge(link) == pledge
    assert unseal(sealed) == "the secret of an app"

    settings.SECRET_KEY_FALLBACKS = []
    assert read_stop_pledge(link) is None


def test_key_of_before_comes_from_the_environment(tmp_path):
    keys = {"SECRET_KEY": NEXT_KEY, "SECRET_KEY_FALLBACKS": f"{'a' * 50}, {'b' * 50}"}
    told = "from django.conf import settings; print(settings.SECRET_KEY_FALLBACKS == ['a' * 50, 'b' * 50])"

    result = manage("shell", "-v", "0", "-c", told, DATA=str(tmp_path), **keys)

    assert result.stdout.strip() == "True", result.stderr
