"""Section editors arrange the front of their own section, and no other: tried by direct request."""

import pytest

from articles.fronts.arrange import front_of, live_arrangement, standing_draft
from articles.models import FrontArrangement
from articles.tests.front_builders import pin, put_live
from newsroom.tests.admin.boards import BOARD, press, sent


def front(slug):
    return f"{BOARD}section/{slug}/"


@pytest.fixture
def sections(make_section, section_editor):
    """Sport, which is the section editor's with the football inside it; and Courts, which is somebody else's."""
    sport, courts = make_section("Sport"), make_section("Courts")
    section_editor.edits.create(section=sport)
    return {"sport": sport, "courts": courts, "football": make_section("Football", parent=sport)}


@pytest.fixture
def desk(client, section_editor, sections):
    client.force_login(section_editor)
    return client


@pytest.mark.parametrize("slug", ["sport", "football"])
def test_arranges_and_publishes_their_own(desk, sections, make_live_article, slug):
    article = make_live_article(section=sections[slug])
    page = desk.get(front(slug))

    press(desk, page, "publish", path=front(slug), s0__article=article.pk)

    assert live_arrangement(sections[slug]).slots.first().article == article


def test_the_list_of_fronts_leads_to_their_own_and_shows_no_other(desk, sections):
    first = desk.get(BOARD)
    page = desk.get(first.url).text

    assert first.url == front("football")
    assert front("sport") in page
    assert front("courts") not in page
    assert "Breaking bar" not in page


@pytest.mark.parametrize("slug", ["courts", None])
@pytest.mark.parametrize("button", ["save", "publish", "save_over", "drop", "add"])
def test_posts_to_a_front_that_is_not_theirs_are_refused(desk, sections, slug, button):
    path = front(slug) if slug else BOARD
    opened = sent(desk.get(front("sport")))

    answer = desk.post(path, opened | {"version": 0, button: "1"})

    assert answer.status_code == 403
    assert not FrontArrangement.objects.exists()


@pytest.mark.parametrize("slug", ["courts", None])
def test_neither_seen_nor_previewed_nor_put_back(desk, sections, make_live_article, slug):
    section = sections.get(slug)
    arrangement = put_live(pin(make_live_article()), section=section)
    put_live(section=section)
    path = front(slug) if slug else BOARD

    answers = [
        desk.post(f"{path}preview/", {}),
        desk.get(f"{BOARD}earlier/{arrangement.pk}/"),
        desk.post(f"{BOARD}earlier/{arrangement.pk}/undo/", {"version": front_of(section).version}),
    ]
    answers += [desk.get(path)] if slug else []

    assert {answer.status_code for answer in answers} == {403}
    assert live_arrangement(section).slots.count() == 0


def test_a_section_editor_without_a_section_arranges_nothing(client, section_editor, make_section):
    client.force_login(section_editor)
    make_section("Sport")

    answers = [client.get(BOARD), client.get(front("sport")), client.post(front("sport"), {"save": "1"})]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert standing_draft(None) is None


def test_a_reporter_arranges_nothing(client, reporter, sections):
    client.force_login(reporter)

    assert [client.get(path).status_code for path in (BOARD, front("sport"))] == [403, 403]
