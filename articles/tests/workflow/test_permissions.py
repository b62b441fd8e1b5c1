"""One rule for every right over a story: whose it is, and in which section."""

import pytest

from articles.models import Article
from articles.tests.story_forms import story_form
from articles.workflow.stages import MOVES
from common.can import can, tables

DESK = "/admin/articles/article"
ROLES = [
    "reporter",
    "sub_editor",
    "section_editor",
    "editor",
    "legal",
    "picture_desk",
    "supporter_desk",
    "finance",
]
WRITERS_MOVES = {("draft", "review"), ("review", "draft")}
LAWYERS_MOVES = {("legal", "review"), ("legal", "ready")}
READERS_MOVES = {*MOVES} - LAWYERS_MOVES
# What each role may do to a story of its own, or of its section, and to one that is neither.
MAY_MOVE = {
    "reporter": (WRITERS_MOVES, set()),
    "sub_editor": (READERS_MOVES, READERS_MOVES),
    "section_editor": (READERS_MOVES, set()),
    "editor": (set(MOVES), set(MOVES)),
    "legal": (LAWYERS_MOVES, LAWYERS_MOVES),
    "picture_desk": (set(), set()),
    "supporter_desk": (set(), set()),
    "finance": (set(), set()),
}


@pytest.fixture
def stories(make_article, make_section, section_editor):
    """For one person, a story of their own and section, and one of somebody else's in another section."""
    home, foreign = make_section("Sport"), make_section("Courts")
    section_editor.edits.create(section=home)

    def make(person):
        return [make_article(section=home, created_by=person), make_article(section=foreign)]

    return make


@pytest.mark.parametrize("role", ROLES)
def test_each_move_by_direct_post(client, request, stories, role):
    person = request.getfixturevalue(role)
    client.force_login(person)

    for article, allowed in zip(stories(person), MAY_MOVE[role], strict=True):
        for seen, to in MOVES:
            Article.objects.filter(pk=article.pk).update(stage=seen)
            client.post(f"{DESK}/{article.pk}/move/", {"_move": f"{seen}:{to}"})
            article.refresh_from_db()
            assert article.stage == (to if (seen, to) in allowed else seen), (seen, to, article.section.name)


def test_a_reporter_changes_what_is_theirs(reporter, editor, make_article, make_author):
    begun, assigned, foreign = make_article(created_by=reporter), make_article(assigned_to=reporter), make_article()
    written = make_article(author=make_author("Wren Halloran", user=reporter))

    assert [can(reporter, "change", article) for article in (begun, assigned, written, foreign)] == [
        True,
        True,
        True,
        False,
    ]
    assert can(editor, "change", foreign)


def test_a_section_editor_reaches_into_the_sections_inside(section_editor, make_article, make_section):
    sport = make_section("Sport")
    section_editor.edits.create(section=sport)

    inside = make_article(section=make_section("Cricket", parent=sport))
    foreign = make_article(section=make_section("Courts"), created_by=section_editor)

    assert can(section_editor, "publish", inside)
    assert can(section_editor, "change", foreign)
    assert not can(section_editor, "publish", foreign)


def test_nobody_without_a_role_may_do_anything(stranger, make_article):
    article = make_article(created_by=stranger)

    acts = tables()[Article]

    assert [act for act in acts if can(stranger, act, article) or can(stranger, act, Article)] == []


def test_a_section_editor_does_not_publish_by_moving_a_story_out_of_their_section(
    client, section_editor, make_article, make_section
):
    article = make_article(section=make_section("Sport"))
    section_editor.edits.create(section=article.section)
    client.force_login(section_editor)
    sent = story_form(article, headline="Moved", section=make_section("Courts").pk, _publish="1")

    client.post(f"{DESK}/{article.pk}/change/", sent)

    article.refresh_from_db()
    assert article.headline == "Moved"
    assert not article.editions.exists()


def test_an_editor_says_who_edits_a_section(client, editor, section_editor, make_section):
    section = make_section("Sport")
    client.force_login(editor)
    sent = {
        "name": "Sport",
        "slug": "sport",
        "position": 0,
        "editors-TOTAL_FORMS": 1,
        "editors-INITIAL_FORMS": 0,
        "editors-0-section": section.pk,
        "editors-0-user": section_editor.pk,
    }

    client.post(f"/admin/articles/section/{section.pk}/change/", sent)

    assert section_editor.edits.get().section == section


@pytest.mark.parametrize(
    ("wanted", "person", "given"),
    [("me", "reporter", False), ("me", "sub_editor", True), ("person", "reporter", False)],
)
def test_a_story_is_taken_or_given_by_who_can(client, request, make_article, wanted, person, given, editor):
    article, taker = make_article(), request.getfixturevalue(person)
    client.force_login(taker)

    client.post(f"{DESK}/{article.pk}/assign/", {"_assign": wanted, "_person": editor.pk})

    article.refresh_from_db()
    assert (article.assigned_to == taker) is given
