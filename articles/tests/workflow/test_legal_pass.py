# ruff: noqa: F811 - the fixtures of the form are used here too
"""The lawyer passes one wording: what is changed afterwards is said, and waits for the lawyer again."""

import pytest

from articles.models import Article, StageMove
from articles.publishing.publish import CannotPublish, publish, publish_update
from articles.tests.admin.test_article_form import as_sent, change, desk, filled  # noqa: F401
from articles.workflow.stages import move


@pytest.fixture
def passed(make_article, editor, legal):
    article = make_article("Guilty plea", stage="legal", needs_legal=True)
    move(article=article, to="ready", by=legal)
    return Article.objects.get(pk=article.pk)


def test_story_waits_for_the_lawyer_again_when_its_words_change_after_the_pass(desk, passed, filled):
    page = desk.post(
        change(passed),
        as_sent(passed, filled, version=1, needs_legal="on", headline="He did it", _publish="1"),
        follow=True,
    ).text

    assert "Changed after the lawyer passed it." in page
    assert Article.objects.get().stage == "legal"
    assert not passed.editions.exists()


def test_story_goes_out_when_its_words_are_those_that_were_passed(desk, passed, filled):
    sent = as_sent(
        passed, filled, version=1, needs_legal="on", headline=passed.headline, body=passed.body, _publish="1"
    )

    desk.post(change(passed), sent, follow=True)

    assert passed.editions.get().headline == "Guilty plea"


def test_changed_words_are_refused_at_the_gate_whoever_changed_them(passed, editor):
    Article.objects.update(headline="He did it", version=2)

    for verb in (lambda: publish(article=passed, by=editor), lambda: publish(article=passed, by=None)):
        with pytest.raises(CannotPublish, match="changed since the lawyer passed them"):
            verb()


def test_live_story_is_not_updated_past_the_lawyer(passed, editor):
    publish(article=passed, by=editor)
    Article.objects.update(headline="He did it", version=2)

    with pytest.raises(CannotPublish, match="changed since the lawyer"):
        publish_update(article=passed, by=editor, substantive=False)


def test_change_is_said_and_stops_nothing_when_the_paper_does_not_ask_again(
    desk,
    passed,
    filled,
    settings,
):
    settings.ASK_LAWYER_AGAIN = False

    page = desk.post(
        change(passed),
        as_sent(passed, filled, version=1, needs_legal="on", headline="He did it", _publish="1"),
        follow=True,
    ).text

    assert "These are not the words that the lawyer passed." in page
    assert passed.editions.get().headline == "He did it"


def test_pass_of_before_wordings_were_noted_stays_good(passed, editor):
    StageMove.objects.update(version=None)
    Article.objects.update(version=2)

    assert publish(article=passed, by=editor)


def test_lawyer_passes_no_words_that_changed_while_they_were_read(client, make_article, legal):
    article = make_article(stage="legal", needs_legal=True)
    client.force_login(legal)
    opened = client.get(change(article)).text
    assert '<input type="hidden" name="version" value="1"' in opened
    Article.objects.update(headline="Other words", version=2)

    answers = [
        client.post(
            f"/admin/articles/article/{article.pk}/move/", {"_move": "legal:ready", "version": seen}, follow=True
        )
        for seen in (1, 2)
    ]

    assert "The words have changed since you opened the story." in answers[0].text
    assert "The story is now at “Ready”." in answers[1].text
    assert Article.objects.get().moves.get().version == 2
