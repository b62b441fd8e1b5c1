"""The stages of a story: one table, one verb, one row a move."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from articles.editing.write import write_fields
from articles.models import Article, DeskLetter, Edition, Stage
from articles.publishing.publish import CannotPublish, publish, schedule
from articles.tests.story_forms import story_form
from articles.workflow.stages import MOVES, CannotMove, assign, move, moves_open_to, note_change, stage_in_words
from articles.workflow.tasks import deliver

DESK = "/admin/articles/article"


@pytest.fixture
def at_stage(make_article):
    def make(stage, **fields):
        return make_article(stage=stage, **fields)

    return make


def stage_of(article):
    return Article.objects.get(pk=article.pk).stage


@pytest.mark.parametrize("seen", Stage.values)
@pytest.mark.parametrize("to", Stage.values)
def test_goes_only_where_the_table_says(at_stage, editor, seen, to):
    article = at_stage(seen)

    if (seen, to) in MOVES:
        move(article=article, to=to, by=editor)
        assert stage_of(article) == to
    else:
        with pytest.raises(CannotMove):
            move(article=article, to=to, by=editor)
        assert stage_of(article) == seen


def test_writes_down_each_move_with_its_note(at_stage, editor):
    article = at_stage("review")

    move(article=article, to="draft", by=editor, note="Who says so? Name the councillor.")

    row = article.moves.get()
    assert (row.from_stage, row.to_stage, row.by) == ("review", "draft", editor)
    assert row.note == "Who says so? Name the councillor."


def test_of_two_at_once_the_second_is_refused(at_stage, editor, sub_editor):
    article = at_stage("review")
    as_seen_by_another = Article.objects.get(pk=article.pk)
    move(article=article, to="ready", by=editor)

    with pytest.raises(CannotMove, match="meanwhile"):
        move(article=as_seen_by_another, to="draft", by=sub_editor)

    assert stage_of(article) == "ready"
    assert article.moves.count() == 1


def test_words_that_come_while_a_story_is_passed_are_not_passed_unseen(at_stage, legal, sub_editor):
    article = at_stage("legal", needs_legal=True)
    as_read = Article.objects.get(pk=article.pk)
    write_fields(article=article, fields=["body"], seen=article.version, by=sub_editor)

    with pytest.raises(CannotMove, match="words have changed"):
        move(article=as_read, to="ready", by=legal, seen_version=as_read.version)

    assert stage_of(article) == "legal"


def test_a_story_that_becomes_ready_while_a_reporter_saves_goes_back(at_stage, reporter, editor):
    article = at_stage("review")
    as_opened = Article.objects.get(pk=article.pk)
    move(article=article, to="ready", by=editor)

    write_fields(article=as_opened, fields=["body"], seen=as_opened.version, by=reporter)
    note_change(article=as_opened, by=reporter)

    assert stage_of(article) == "review"


def test_a_flagged_story_is_ready_only_by_way_of_the_lawyer(at_stage, editor, legal):
    article = at_stage("review", needs_legal=True)

    with pytest.raises(CannotMove, match="lawyer"):
        move(article=article, to="ready", by=editor)
    move(article=article, to="legal", by=editor)
    move(article=article, to="ready", by=legal)

    assert stage_of(article) == "ready"
    assert publish(article=article, by=editor)


def test_a_flagged_story_is_not_published_past_the_lawyer(at_stage, editor):
    article = at_stage("ready", needs_legal=True)

    with pytest.raises(CannotPublish, match="lawyer"):
        publish(article=article, by=editor)
    with pytest.raises(CannotPublish, match="lawyer"):
        publish(article=article, by=None)


def test_only_who_may_pass_a_story_takes_the_lawyers_flag_off(client, at_stage, sub_editor, legal, editor):
    article = at_stage("draft", needs_legal=True)

    boxes = []
    for person in (sub_editor, editor):
        client.force_login(person)
        boxes.append('name="needs_legal"' in client.get(f"{DESK}/{article.pk}/change/").text)

    assert boxes == [False, True]


def test_a_paper_of_two_publishes_at_once(at_stage, editor):
    assert publish(article=at_stage("draft", changed_by=editor), by=editor)


def test_where_review_is_required_only_what_is_ready_goes_out(at_stage, editor, settings):
    settings.REQUIRE_REVIEW = True
    tomorrow = timezone.now() + dt.timedelta(days=1)

    for stage in ("draft", "review", "legal"):
        with pytest.raises(CannotPublish, match="not ready"):
            publish(article=at_stage(stage), by=editor)
        with pytest.raises(CannotPublish, match="not ready"):
            schedule(article=at_stage(stage), by=editor, at=tomorrow)
    assert publish(article=at_stage("ready"), by=editor)


@pytest.mark.parametrize("four_eyes", [False, True])
def test_four_eyes_are_a_setting(at_stage, editor, sub_editor, settings, four_eyes):
    settings.FOUR_EYES = four_eyes
    moved, published = at_stage("review", changed_by=editor), at_stage("ready", changed_by=editor)

    if four_eyes:
        with pytest.raises(CannotMove, match="somebody else"):
            move(article=moved, to="ready", by=editor)
        with pytest.raises(CannotPublish, match="somebody else"):
            publish(article=published, by=editor)
        move(article=moved, to="ready", by=sub_editor)
        Article.objects.filter(pk=published.pk).update(changed_by=sub_editor)
    else:
        move(article=moved, to="ready", by=editor)

    assert stage_of(moved) == "ready"
    assert publish(article=published, by=editor)


def test_a_reporter_who_changes_a_ready_story_sends_it_back(at_stage, reporter, sub_editor):
    touched, subbed = at_stage("ready"), at_stage("ready")

    note_change(article=touched, by=reporter)
    note_change(article=subbed, by=sub_editor)

    assert (stage_of(touched), stage_of(subbed)) == ("review", "ready")
    assert touched.moves.get().note == "Changed after it was ready."


def with_address(*people):
    for person in people:
        person.email = f"{person.username}@courier.example"
        person.save()


def test_mails_whose_turn_it_is_in_the_words_of_the_note(at_stage, reporter, editor, sub_editor):
    with_address(reporter, editor, sub_editor)
    article = at_stage("draft", created_by=reporter)

    move(article=article, to="review", by=reporter, note="Needs a sharper top.")
    move(article=article, to="draft", by=editor, note="The council has no such rule.")

    to_review, back = mail.outbox[:-1], mail.outbox[-1]
    assert {letter.to[0] for letter in to_review} == {"editor@courier.example", "sub-editor@courier.example"}
    assert all("Needs a sharper top." in letter.body for letter in to_review)
    assert back.to == ["reporter@courier.example"]
    assert "The council has no such rule." in back.body
    assert f"/admin/articles/article/{article.pk}/change/" in back.body


def test_tells_only_the_editors_of_the_section_where_there_are_any(at_stage, reporter, editor, section_editor):
    with_address(editor, section_editor)
    article = at_stage("draft", created_by=reporter)
    section_editor.edits.create(section=article.section)

    move(article=article, to="review", by=reporter)

    assert [letter.to for letter in mail.outbox] == [["section-editor@courier.example"]]


def test_a_letter_is_sent_once(at_stage, reporter, editor):
    with_address(editor)
    move(article=at_stage("draft", created_by=reporter), to="review", by=reporter)
    letter = DeskLetter.objects.get()

    deliver.enqueue(letter.pk)

    assert letter.sent_at
    assert len(mail.outbox) == 1


def test_a_refused_move_writes_to_nobody(at_stage, reporter, editor):
    with_address(editor)
    article = at_stage("draft", created_by=reporter)

    with pytest.raises(CannotMove):
        move(article=article, to="ready", by=reporter)

    assert not DeskLetter.objects.exists()


def test_tells_to_whom_a_story_was_assigned(make_article, editor, reporter):
    with_address(reporter)
    article = make_article()

    assign(article=article, to=reporter, by=editor)

    assert Article.objects.get().assigned_to == reporter
    assert mail.outbox[0].subject == f"For you: {article.headline}"


def test_the_panel_offers_the_moves_that_are_open(client, at_stage, editor):
    article = at_stage("review")
    client.force_login(editor)

    page = client.get(f"{DESK}/{article.pk}/change/").text

    assert 'value="review:ready"' in page
    assert 'value="legal:ready"' not in page
    assert 'name="stage"' not in page


def test_a_button_pressed_on_a_page_left_open_moves_nothing(client, at_stage, editor):
    article = at_stage("ready")
    client.force_login(editor)

    response = client.post(f"{DESK}/{article.pk}/move/", {"_move": "review:draft"}, follow=True)

    assert "no longer at the stage" in response.text
    assert stage_of(article) == "ready"


def test_saves_and_moves_with_one_button(client, make_article, reporter):
    article = make_article(created_by=reporter)
    client.force_login(reporter)
    sent = story_form(article, headline="Sea wall holds", _move="draft:review", _note="Please read.")

    client.post(f"{DESK}/{article.pk}/change/", sent)

    article.refresh_from_db()
    assert (article.headline, article.stage, article.changed_by) == ("Sea wall holds", "review", reporter)
    assert article.moves.get().note == "Please read."
    assert not Edition.objects.exists()


def test_offers_nothing_to_who_may_only_read(at_stage, picture_desk):
    assert moves_open_to(picture_desk, at_stage("review")) == []


def test_who_takes_a_story_on_is_not_told_of_it(make_article, editor):
    editor.email = "ada@paper.example"

    assign(article=make_article(), to=editor, by=editor)

    assert not DeskLetter.objects.exists()


def test_stage_of_a_live_story_is_that_of_its_changes(make_article):
    def told(stage, live_version):
        return stage_in_words(make_article(stage=stage, version=3), live_version)

    assert (told("review", None), told("review", 3), told("draft", 2)) == (
        "In review",
        "Changes: in review",
        "Changes: draft",
    )
    assert {told(stage, 3) for stage in ("draft", "ready")} == {""}


def test_buttons_lead_on_from_where_the_story_is(at_stage, editor):
    offered = {
        seen: [(to, str(words)) for to, words in moves_open_to(editor, at_stage(seen))] for seen in ("draft", "review")
    }

    assert offered["draft"] == [("review", "Send to review")]
    assert offered["review"] == [
        ("draft", "Back to draft"),
        ("legal", "Send to the lawyer"),
        ("ready", "Mark as ready"),
    ]
