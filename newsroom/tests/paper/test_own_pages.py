"""The paper's own pages: begun from a text, whole before readers see them, and at an address that holds."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from articles.models import Section
from articles.pictures.usage import pictures_only_of
from common import site_version
from newsroom.paper.begin import KINDS, page_text
from newsroom.paper.browser_stores import DESK, READERS
from newsroom.paper.forms import gaps_in
from newsroom.paper.identity import Paper
from newsroom.paper.models import FormerAddress, Page
from newsroom.paper.pages import save_page
from newsroom.tests.source import files, is_test

ADD = "/admin/newsroom/page/add/"


def whole(kind):
    """A text of ours with its gaps filled in."""
    return re.sub(r"\[\[.*?\]\]", "something", page_text(kind).body)


@pytest.fixture
def page(db):
    text = vars(page_text("about")) | {"body": whole("about")}
    return Page.objects.create(**text, is_live=True, changed_on="2026-03-04")


def sent(page, **other):
    fields = {name: getattr(page, name) for name in ("kind", "title", "slug", "body", "group", "position", "version")}
    return fields | ({"is_live": "on"} if page.is_live else {}) | other


def change(client, page, **other):
    answer = client.post(reverse("admin:newsroom_page_change", args=[page.pk]), sent(page, **other))
    site_version.forget()
    return answer


class TestReaders:
    def test_page_is_read_at_its_slug_with_its_date(self, client, page):
        answer = client.get("/about/")

        assert answer.status_code == 200
        assert '<time datetime="2026-03-04">4 March 2026</time>' in answer.text
        assert "Everything that we publish is free to read" in answer.text
        assert '"@type": "AboutPage"' in answer.text
        assert '"@type": "BreadcrumbList"' in answer.text

    def test_page_is_read_in_the_text_edition(self, client, page):
        assert 'href="/text/about/"' in client.get("/about/").text
        assert "Everything that we publish is free to read" in client.get("/text/about/").text
        assert '<a href="/text/about/">About us</a>' in client.get("/text/").text

    def test_page_is_nowhere_while_it_is_not_live(self, client, page):
        def seen():
            site_version.forget()
            paths = ("/about/", "/text/about/", "/", "/sitemap/sections.xml")
            return ["About us" in client.get(path).text or "/about/" in client.get(path).text for path in paths]

        assert seen() == [True] * 4
        Page.objects.update(is_live=False)
        assert client.get("/about/").status_code == 404
        assert seen()[2:] == [False, False]

    def test_footer_lists_live_pages_in_their_group_and_asks_once(self, client, page, django_assert_num_queries):
        client.get("/corrections/")
        answer = client.get("/corrections/")

        paper = answer.text.partition('id="footer-paper"')[2].partition("</section>")[0]
        assert '<a href="/about/">About us</a>' in paper
        with django_assert_num_queries(1):
            client.get("/corrections/")

    def test_change_moves_what_is_kept_of_every_page(self, page):
        before = site_version.number_now()
        Page.objects.update(title="Who we are")

        assert site_version.newest_of(["site"]) > before

    def test_old_address_leads_to_the_new_one(self, client, editor, page):
        client.force_login(editor)
        change(client, page, slug="who-we-are")
        page.refresh_from_db()
        change(client, page, slug="us")

        for old in ("about", "who-we-are"):
            assert client.get(f"/{old}/?a=1").headers["Location"] == "/us/?a=1"
            assert client.get(f"/text/{old}/").headers["Location"] == "/text/us/"
        page.refresh_from_db()
        change(client, page, slug="about")
        assert client.get("/about/").status_code == 200
        assert not FormerAddress.objects.filter(slug="about").exists()


@pytest.mark.django_db
def test_page_of_tips_has_no_form_and_says_what_the_log_has(client):
    """Of the log: test_logs.py."""
    text = vars(page_text("tips")) | {"body": whole("tips")}
    Page.objects.create(**text, is_live=True, changed_on="2026-03-04")

    answer = client.get("/tips/").text
    assert "and no network address" in answer
    assert "<form" not in answer.partition("<main")[2].partition("</main>")[0]
    assert '<a href="/tips/">Send us a tip</a>' in answer.partition('id="footer-paper"')[2].partition("</section>")[0]


@pytest.mark.django_db
class TestDesk:
    @pytest.mark.parametrize("kind", KINDS)
    def test_text_of_ours_is_saved_as_it_stands_and_goes_live_once_its_gaps_are_filled(self, client, editor, kind):
        client.force_login(editor)
        text = page_text(kind)
        form = client.get(f"{ADD}?kind={kind}").context["adminform"].form
        assert form["body"].value() == text.body
        assert client.post(ADD, vars(text)).status_code == 302

        page = Page.objects.get()
        refused = client.post(f"/admin/newsroom/page/{page.pk}/change/", sent(page, is_live="on"))
        errors = refused.context["adminform"].form.errors["is_live"]
        assert all(gap in errors[0] for gap in gaps_in(text.body))
        assert change(client, page, is_live="on", body=whole(kind)).status_code == 302
        page.refresh_from_db()
        assert page.changed_on == timezone.localdate()
        links, of_text = (re.findall(rf'href="{settings.SITE_URL}(/[^"]*)"', words) for words in (page.body, text.body))
        assert links == of_text
        assert [link for link in links if client.get(link).status_code != 200] == []

    def test_date_moves_when_the_change_is_told_to_readers(self, client, editor, page):
        client.force_login(editor)
        change(client, page, title="About this paper")
        assert str(Page.objects.get().changed_on) == "2026-03-04"

        page.refresh_from_db()
        change(client, page, title="About", is_substantive="on")
        assert Page.objects.get().changed_on == timezone.localdate()

    def test_second_of_two_savers_is_told_and_keeps_the_words(self, client, editor, page):
        client.force_login(editor)
        change(client, page, title="The first one’s")
        told = change(client, page, title="The second one’s")

        assert told.status_code == 200
        assert "after you opened it" in told.text
        form = told.context["adminform"].form
        assert (form["title"].value(), form["version"].value()) == ("The second one’s", 2)
        assert Page.objects.get().title == "The first one’s"
        assert change(client, page, title="The second one’s", version=2).status_code == 302

    def test_earlier_words_come_back_and_the_address_stays(self, client, editor, page):
        client.force_login(editor)
        change(client, page, title="First")
        page.refresh_from_db()
        change(client, page, title="Second", slug="second")
        first = Version.objects.get_for_object(page).last()
        address = reverse("admin:newsroom_page_revision", args=[page.pk, first.pk])

        form = client.get(address).context["adminform"].form
        assert (form["title"].value(), form["slug"].value()) == ("First", "second")
        answer = client.post(address, sent(page, title="First", slug="second", version=form["version"].value()))
        assert answer.status_code == 302
        page.refresh_from_db()
        assert (page.title, page.slug, page.version) == ("First", "second", 4)
        assert FormerAddress.objects.get().slug == "about"

    def test_poll_in_a_page_is_refused(self, client, editor, page, make_poll):
        client.force_login(editor)
        body = f'{page.body}<div data-embed="poll" data-id="{make_poll().pk}"></div>'

        assert "body" in change(client, page, body=body).context["adminform"].form.errors
        assert change(client, page).status_code == 302

    def test_live_page_is_not_deleted(self, client, editor, page):
        client.force_login(editor)
        address = reverse("admin:newsroom_page_delete", args=[page.pk])

        assert client.post(address, {"post": "yes"}).status_code == 403
        Page.objects.update(is_live=False)
        assert client.post(address, {"post": "yes"}).status_code == 302
        assert not Page.objects.exists()


@pytest.mark.django_db
class TestRules:
    @pytest.mark.parametrize("words", [{"body": "<p>[[who]]</p>"}, {"body": ""}, {"changed_on": None}])
    def test_database_lets_no_page_go_live_that_is_not_whole(self, page, words):
        with pytest.raises(IntegrityError), transaction.atomic():
            Page.objects.update(**words)
        Page.objects.update(is_live=False, **words)

    def test_section_is_not_called_what_a_page_is_or_was(self, page):
        page.slug = "who-we-are"
        save_page(page=page, is_substantive=False)
        refused = []
        for slug in ("about", "who-we-are", "sport"):
            try:
                Section(name=slug, slug=slug).full_clean()
            except ValidationError:
                refused.append(slug)

        assert refused == ["about", "who-we-are"]

    @pytest.mark.parametrize("slug", ["corrections", "admin", "sport", "us"])
    def test_page_is_not_called_what_the_site_a_section_or_an_old_link_is(self, page, make_section, slug):
        make_section("Sport")
        FormerAddress.objects.create(slug="us", page=page)

        with pytest.raises(ValidationError) as refusal:
            Page(title="A page", slug=slug).full_clean()
        assert "slug" in refusal.value.message_dict
        Page(title="A page", slug="house").full_clean()


class TestPictures:
    @pytest.fixture
    def shown(self, page, make_picture):
        picture = make_picture("The office in Lowgate")
        page.body += f'<figure data-picture="{picture.pk}"></figure>'
        save_page(page=page, is_substantive=False)
        return picture

    def test_picture_of_a_page_stays_in_the_library_which_says_why(self, client, admin_client, page, shown):
        address = reverse("admin:articles_picture_delete", args=[shown.pk])

        assert "About us" in admin_client.get(address).text
        admin_client.post(address, {"post": "yes"})
        with pytest.raises(ProtectedError):
            shown.delete()
        assert "The office in Lowgate" in client.get("/about/").text

    def test_picture_may_go_once_no_page_shows_it(self, page, shown):
        page.body = whole("about")
        save_page(page=page, is_substantive=False)

        shown.delete()

    def test_takedown_of_a_story_leaves_the_pictures_of_the_paper_itself(self, shown, make_picture, make_live_article):
        logo, sharing, own = make_picture(), make_picture(), make_picture()
        Paper.objects.update(logo=logo, sharing_picture=sharing)
        body = "".join(f'<figure data-picture="{each.pk}"></figure>' for each in (shown, logo, sharing, own))
        story = make_live_article(body=f"<p>Tide.</p>{body}")

        assert set(pictures_only_of(story)) == {own}


SETS = re.compile(r'cookie_name\(\s*("[a-z_]+"|[A-Z]+)|COOKIE = "__Host-([a-z]+)"')
KEEPS = re.compile(r'(?:local|session)Storage\.setItem\(\s*"?(\w+)')
QUOTED = re.compile(r'"(\w+)"')
COPIES = re.compile(r"caches\.open\(([^)]*)\)")


@pytest.mark.django_db
def test_privacy_names_everything_that_is_kept_in_a_browser():
    """A new cookie, or a new name in the browser's store, has to be told to readers."""
    ours = [path.read_text() for path in files("*.py") if not is_test(path) and "drills" not in path.parts]
    found = {word.strip('"') for source in ours for pair in SETS.findall(source) for word in pair if word}
    kept = {word for path in files("*.js") for word in KEEPS.findall(path.read_text())}
    django = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}

    opened = " ".join(use for path in files("*.js") for use in COPIES.findall(path.read_text()))

    assert kept == {"place", "PLACE", "saved", "FOLDED", "SIGNS"}  # the first two are desk:…
    assert set(QUOTED.findall(opened)) == {"home", "stories", "files"}
    scripted = {"saved", "home, stories, files", "desk_saved", "desk:…", "desk-folded, desk-signs"}
    assert found - {"SAVED"} | scripted | django == {store.name for store in [*READERS, *DESK]}
    assert len(READERS) == 6
    assert all(store.printed in page_text("privacy").body for store in [*READERS, *DESK])


def test_every_cookie_is_set_through_a_name_that_the_list_knows():
    calls = [
        match[0]
        for path in files("*.py")
        if not is_test(path) and "drills" not in path.parts
        for match in re.finditer(r"\.set_(?:signed_)?cookie\(\s*([\w.()]+)", path.read_text())
    ]
    names = {re.split(r"\(\s*", call, maxsplit=1)[1] for call in calls}

    assert names == {
        "COOKIE",
        "session_cookie()",
        "saved",
        "door_cookie()",
        "voter_cookie()",
        "vote_cookie(poll)",
        "edit_token_cookie(poll)",
    }
