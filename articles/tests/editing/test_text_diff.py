"""What two wordings have in common, as words on a screen."""

import difflib
import random

import pytest

from articles.editing.snapshots import differences, snapshot_of_article, snapshot_of_edition
from articles.editing.text_diff import GONE, NEW, SAME, differing_words, read_body
from articles.models import Article
from articles.publishing.publish import publish
from articles.wording.matching import MOST_STEPS


def side(parts, kind):
    return "".join(part.words for part in parts if part.kind in {SAME, kind})


def named(kind, pk):
    return f"{kind} {pk}"


def test_tells_word_by_word_what_went_and_what_came():
    parts = differing_words("The wall will hold tonight.", "The wall did not hold tonight.")

    assert parts == [(SAME, "The wall "), (GONE, "will "), (NEW, "did not "), (SAME, "hold tonight.")]


def test_last_word_of_a_line_stays_when_a_line_comes_after_it():
    assert differing_words("It held.", "It held.\nFor now.") == [(SAME, "It held."), (NEW, "\nFor now.")]


@pytest.mark.parametrize("seed", range(20))
def test_loses_no_character_of_either_wording(seed):
    chance = random.Random(seed)
    old, new = ("".join(chance.choices(["a", "be", " ", "\n", "é", "’", "<b>", "  "], k=80)) for _ in range(2))

    parts = differing_words(old, new)

    assert (side(parts, GONE), side(parts, NEW)) == (old, new)


def test_a_long_story_is_compared_at_once():
    old = "\n".join(f"Paragraph {number} " + "of the tide and the wall " * 20 for number in range(300))

    parts = differing_words(old, old.replace("Paragraph 150", "Section 150"))

    assert [part for part in parts if part.kind != SAME] == [(GONE, "Paragraph "), (NEW, "Section ")]


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ("<p>One <strong>two</strong>.</p><p>Three</p>", "One two.\nThree"),
        ("<h2>Head</h2><ul><li><p>A</p></li><li><p>B</p></li></ul>", "Head\n• A\n• B"),
        ('<p><a href="https://example.org/a">Plan</a></p>', "Plan (https://example.org/a)"),
        ('<figure data-picture="4"><figcaption>Dusk</figcaption></figure><p>On.</p>', "[picture 4]\nDusk\nOn."),
        ('<p>A</p><div data-embed="poll" data-id="7"></div>', "A\n[poll 7]"),
        ("<p>&lt;b&gt; &amp; c</p>", "<b> & c"),
        ("", ""),
    ],
)
def test_a_body_is_read_as_plain_words(body, read):
    assert read_body(body, named) == read


def test_the_desk_and_an_edition_of_it_are_compared_by_name(make_article, make_topic, make_author, make_section):
    article = make_article("Sea wall holds", topics=[make_topic("Flooding")])
    edition = publish(article=article, by=None)
    Article.objects.filter(pk=article.pk).update(headline="Sea wall broke", section=make_section("Harbour"))
    article.refresh_from_db()
    article.topics.set([make_topic("Courts")])
    article.bylines.update(author=make_author("Ivo Marsh"))

    found = differences(snapshot_of_edition(edition), snapshot_of_article(article))

    assert [(each.name, each.old, each.new) for each in found] == [
        ("headline", "Sea wall holds", "Sea wall broke"),
        ("bylines", "Nell Thackaberry (Words)", "Ivo Marsh (Words)"),
        ("section", "News", "Harbour"),
        ("topics", "Flooding", "Courts"),
    ]


def test_bold_alone_is_called_dress(make_article):
    article = make_article(body="<p>Now</p>")
    old = snapshot_of_article(article)

    (found,) = differences(old, old | {"body": "<p><strong>Now</strong></p>"})

    assert found.is_dress_alone


def test_same_wordings_ask_the_database_nothing(make_article, django_assert_num_queries):
    wording = snapshot_of_article(make_article())

    with django_assert_num_queries(0):
        assert differences(wording, dict(wording)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the " * 7000, "a " + "the " * 6990 + "b"),
        ("the " * 7000, "a " + "the " * 3500 + "b " + "the " * 3500 + "c"),
        ("a b " * 50_000, "b a " * 50_000 + "c"),
        ("x\n" * 100_000, "y\n" + "x\n" * 90_000 + "z\n"),
    ],
)
def test_a_comparison_of_like_words_ends_within_its_steps_and_loses_none(old, new, monkeypatch):
    looked = []
    look = difflib.SequenceMatcher.find_longest_match
    monkeypatch.setattr(
        difflib.SequenceMatcher,
        "find_longest_match",
        lambda self, *places: looked.append(self.steps) or look(self, *places),
    )

    parts = differing_words(old, new)

    assert (side(parts, GONE), side(parts, NEW)) == (old, new)
    assert all(steps <= MOST_STEPS for steps in looked)


def test_what_both_wordings_begin_and_end_with_stays_in_the_coarsest_answer(monkeypatch):
    monkeypatch.setattr("articles.wording.matching.MOST_STEPS", 0)

    parts = differing_words("The wall will hold tonight.", "The wall did not hold tonight.")

    assert parts == [(SAME, "The wall "), (GONE, "will "), (NEW, "did not "), (SAME, "hold tonight.")]
