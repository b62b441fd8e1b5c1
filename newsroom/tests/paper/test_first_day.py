"""What a new paper still needs: ticked by facts, shown to its administrator until it is done."""

import io
import re

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from articles.models import DeskLetter, Section
from newsroom.paper.first_day import NEEDED, SECTIONS, first_day
from newsroom.paper.identity import Paper
from newsroom.paper.models import Page
from supporters.models import ContributionPage

pytestmark = pytest.mark.django_db
SMTP = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {}}}


@pytest.fixture
def bare(settings, administrator):
    """A paper as it is on its first day: settings that nobody has touched, and one login."""
    settings.PAPER_NAME, settings.DEMO, settings.HTTPS = "Newsroom", False, False
    ContributionPage.objects.update(account_number="", cheque_payee="", front_desk="")
    return settings


def to_do():
    return [step.key for step in first_day() if not step.is_done]


def put_in_order(settings, make_live_article):
    """Do each step, and say which are left after it."""
    left = [to_do()]
    Paper.objects.update(name="The Post", icon=b"drawn")
    left.append(to_do())
    Section.objects.create(name="News", slug="news")
    left.append(to_do())
    person = User.objects.create_user("nell", "nell@post.example", "a-long-password", is_staff=True)
    person.groups.add(Group.objects.get(name="Reporter"))
    left.append(to_do())
    settings.MAILERS = SMTP
    DeskLetter.objects.create(key="test:1", to="admin@courier.example", subject="Mail", sent_at=timezone.now())
    left.append(to_do())
    ContributionPage.objects.filter(is_default=True).update(account_number="12345678")
    left.append(to_do())
    for kind in NEEDED:
        words = {"title": kind, "slug": kind, "body": "<p>Words.</p>"}
        Page.objects.create(kind=kind, is_live=True, changed_on=timezone.localdate(), **words)
    left.append(to_do())
    make_live_article()
    left.append(to_do())
    settings.HTTPS, settings.SITE_HOST = True, "post.example"
    left.append(to_do())
    return left


def test_each_step_is_done_by_its_own_fact_and_by_no_other(bare, make_live_article):
    left = put_in_order(bare, make_live_article)

    assert left[0] == ["look", "sections", "people", "mail", "money", "pages", "stories", "address"]
    assert [len(steps) for steps in left] == [8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert all(after == before[1:] for before, after in zip(left, left[1:], strict=False))


def test_desk_shows_the_list_to_its_administrator_until_it_is_done(
    client, bare, administrator, editor, make_live_article
):
    client.force_login(administrator)
    shown = client.get("/admin/").text
    assert "Before readers come" in shown
    assert shown.index("Before readers come") < shown.index("Needs a person now")

    put_in_order(bare, make_live_article)
    assert "Before readers come" not in client.get("/admin/").text
    Page.objects.update(is_live=False)
    assert "Before readers come" in client.get("/admin/").text
    client.force_login(editor)
    assert "Before readers come" not in client.get("/admin/").text


def test_demonstration_has_no_first_day(client, bare, administrator):
    client.force_login(administrator)
    bare.DEMO = True

    assert "Before readers come" not in client.get("/admin/").text


def test_button_brings_the_token_that_it_needs(bare, administrator):
    visitor = Client(enforce_csrf_checks=True)
    visitor.force_login(administrator)
    form = visitor.get("/admin/").text.partition('action="/admin/first-day/sections/"')[2].partition("</form>")[0]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)

    assert visitor.post("/admin/first-day/sections/").status_code == 403
    assert visitor.post("/admin/first-day/sections/", {"csrfmiddlewaretoken": token[1]}).status_code == 302
    assert Section.objects.exists()


def test_one_click_makes_sections_and_a_second_none(client, bare, administrator):
    client.force_login(administrator)
    assert client.get("/admin/first-day/sections/").status_code == 405

    client.post("/admin/first-day/sections/")
    assert list(Section.objects.in_order().values_list("slug", flat=True)) == [*SECTIONS]
    Section.objects.filter(slug="sport").update(name="Games")
    client.post("/admin/first-day/sections/")
    assert (Section.objects.count(), Section.objects.get(slug="sport").name) == (len(SECTIONS), "Games")
    assert client.get("/whats-on/").status_code == 200


def test_letter_is_sent_for_real_and_only_that_ticks_the_step(client, bare, administrator, mailoutbox):
    client.force_login(administrator)
    client.post("/admin/first-day/mail/")

    (sent,) = [letter for letter in mailoutbox if "goes out" in letter.subject]
    assert sent.to == [administrator.email]
    assert "mail" in to_do()  # no server is named: that letter was kept in this machine
    bare.MAILERS = SMTP
    assert "mail" not in to_do()
    DeskLetter.objects.update(sent_at=None)
    assert "mail" in to_do()


def test_letter_needs_an_address(client, bare, administrator):
    User.objects.update(email="")
    client.force_login(administrator)

    answer = client.post("/admin/first-day/mail/", follow=True)
    assert "no e-mail address" in answer.text
    assert not DeskLetter.objects.exists()


@pytest.mark.parametrize("path", ["sections", "mail"])
def test_buttons_of_the_first_day_are_no_reporters(client, bare, reporter, path):
    client.force_login(reporter)

    assert client.post(f"/admin/first-day/{path}/").status_code == 403


def test_command_says_the_same_and_exits_with_one_until_it_is_done(bare, make_live_article):
    said = io.StringIO()
    with pytest.raises(CommandError, match="8 of 8"):
        call_command("check_paper", stdout=said)
    assert said.getvalue().count("[ ] ") == 8
    assert "Privacy and cookies" in said.getvalue()

    put_in_order(bare, make_live_article)
    said = io.StringIO()
    call_command("check_paper", stdout=said)
    assert said.getvalue().count("[x] ") == 8
