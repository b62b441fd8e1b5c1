"""Suggestions: a fork of a story's words, decided on piece by piece; the story and its readers have none of it."""

import re

import pytest
from django.db import IntegrityError, transaction
from reversion.models import Version

from articles.editing.checklist import checklist_of
from articles.models import Article, Edition, Proposal
from articles.proposals.decide import AlreadyDecided, accept, refuse
from articles.proposals.standing import standing_of

BODY = "<p>The gate opens on Friday, and the council pays.</p><p>Nobody had asked the harbour master of the port.</p>"
OTHER = BODY.replace("Friday", "Monday").replace("the port", "the fish quay")


@pytest.fixture
def draft(make_article):
    return make_article("Gate", body=BODY)


@pytest.fixture
def suggested(client, reporter, draft):
    """A reporter would write two things otherwise."""
    client.force_login(reporter)
    client.post(at(draft, "suggest"), {"body": OTHER, "base": BODY, "seen": 0})
    return Proposal.objects.get()


def at(article, screen):
    return f"/admin/articles/article/{article.pk}/{screen}/"


def digests(proposal):
    return [piece.digest for piece in standing_of(proposal, proposal.article).pieces]


def body_of(article):
    return Article.objects.get(pk=article.pk).body


def test_a_suggestion_is_written_in_the_form_and_the_story_stays(client, reporter, draft, suggested):
    opened = client.get(at(draft, "suggest"))
    page = client.get(at(draft, "suggestions")).text

    assert (suggested.person, suggested.html, suggested.base_html) == (reporter, OTHER, BODY)
    assert body_of(draft) == BODY
    assert opened.context["form"].initial == {"body": OTHER, "base": BODY, "seen": 1}
    assert "<del>Friday, </del><ins>Monday, </ins>" in page
    assert "<del>port.</del><ins>fish quay.</ins>" in page


@pytest.mark.parametrize(("shown", "words"), [("final", "Monday"), ("original", "Friday")])
def test_it_is_shown_as_it_would_be_and_as_it_is(client, draft, suggested, shown, words):
    page = client.get(at(draft, "suggestions"), {"shown": shown}).text
    whole = re.search(r'<div class="words">(.*?)</div>', page, re.DOTALL)[1]

    assert words in whole
    assert not re.search("<del>|<ins>", whole)


def test_what_is_written_as_words_is_shown_as_words(client, reporter, draft):
    client.force_login(reporter)
    client.post(at(draft, "suggest"), {"body": f"{BODY}<p>&lt;script&gt;x&lt;/script&gt;</p>", "base": BODY, "seen": 0})

    page = client.get(at(draft, "suggestions")).text

    assert "<ins>\n&lt;script&gt;x&lt;/script&gt;</ins>" in page


def test_a_piece_is_accepted_into_the_story_and_its_history_and_the_other_is_left(client, editor, draft, suggested):
    client.force_login(editor)

    client.post(at(draft, "suggestions"), {"_accept": f"{suggested.pk}:{digests(suggested)[0]}"})

    draft.refresh_from_db()
    save = Version.objects.get_for_object(draft).first()
    assert draft.body == BODY.replace("Friday", "Monday")
    assert (draft.version, draft.changed_by) == (2, editor)
    assert (save.revision.user, save.field_dict["version"], save.field_dict["body"]) == (editor, 2, draft.body)
    assert "reporter" in save.revision.comment
    left = Proposal.objects.get()
    assert (left.base_html, left.html) == (draft.body, OTHER)


def test_all_are_accepted_or_refused_at_once_and_nothing_is_left(client, editor, draft, suggested):
    client.force_login(editor)

    client.post(at(draft, "suggestions"), {"_refuse": f"{suggested.pk}:all"})
    assert (body_of(draft), Proposal.objects.exists()) == (BODY, False)

    Proposal.objects.create(article=draft, person=suggested.person, base_html=BODY, html=OTHER, base_version=1)
    client.post(at(draft, "suggestions"), {"_accept": f"{Proposal.objects.get().pk}:all"})
    assert (body_of(draft), Proposal.objects.exists()) == (OTHER, False)


def test_a_piece_that_is_refused_leaves_the_suggestion_alone(client, editor, draft, suggested):
    client.force_login(editor)

    client.post(at(draft, "suggestions"), {"_refuse": f"{suggested.pk}:{digests(suggested)[0]}"})

    assert body_of(draft) == BODY
    assert Article.objects.get().version == 1
    assert Proposal.objects.get().html == BODY.replace("the port", "the fish quay")


def test_of_two_who_decide_on_one_piece_the_second_is_told(client, editor, draft, suggested):
    digest = digests(suggested)[0]
    accept(proposal=suggested, by=editor, digest=digest)

    with pytest.raises(AlreadyDecided):
        accept(proposal=suggested, by=editor, digest=digest)
    with pytest.raises(AlreadyDecided):
        refuse(proposal=suggested, digest=digest)
    client.force_login(editor)
    told = client.post(at(draft, "suggestions"), {"_accept": f"{suggested.pk}:{digest}"}, follow=True).text
    assert "That is decided already" in told
    assert Article.objects.get().version == 2


def test_a_suggestion_follows_a_story_that_moved_on(editor, draft, suggested):
    Article.objects.filter(pk=draft.pk).update(body=f"<h2>Late</h2>{BODY}", version=2)

    accept(proposal=suggested, by=editor, digest="all")

    assert body_of(draft) == f"<h2>Late</h2>{OTHER}"


def test_a_piece_whose_place_was_changed_otherwise_is_shown_apart_until_put_away(client, editor, draft, suggested):
    Article.objects.filter(pk=draft.pk).update(body=BODY.replace("Friday", "Sunday"), version=2)
    client.force_login(editor)

    page = client.get(at(draft, "suggestions")).text
    client.post(at(draft, "suggestions"), {"_accept": f"{suggested.pk}:{digests(Proposal.objects.get())[0]}"})
    kept = Proposal.objects.get()
    client.post(at(draft, "suggestions"), {"_put_away": f"{suggested.pk}:0"})

    assert "changed otherwise since" in page
    assert kept.apart == [["Friday, ", "Monday, "]]
    assert body_of(draft) == OTHER.replace("Monday", "Sunday")
    assert not Proposal.objects.exists()


def test_what_the_form_shows_in_the_words_is_told_with_its_places(client, editor, draft, suggested):
    client.force_login(editor)
    Proposal.objects.update(html=f"{BODY}<p>Late.</p>".replace("Friday", "<em>Friday</em>"))

    told = client.get(at(draft, "suggestions")).context["for_editor"]

    assert (told["version"], told["body"], told["count"]) == (1, BODY, 2)
    assert [piece["at"][:2] for piece in told["pieces"]] == [[18, "Friday, "], [96, ""]]
    assert [(piece["new"], piece["dress"]) for piece in told["pieces"]] == [("Friday, ", True), ("\nLate.", False)]


def test_the_form_fetches_suggestions_where_there_are_some_and_holds_none(client, editor, draft, suggested):
    client.force_login(editor)
    with_one = client.get(at(draft, "change")).text
    suggested.delete()
    without = client.get(at(draft, "change")).text

    assert ["open data-now" in page for page in (with_one, without)] == [True, False]
    assert "Monday" not in with_one


# Who may


def test_who_may_not_change_a_story_decides_on_nothing_of_it_but_takes_their_own_back(client, legal, draft, suggested):
    for act in ("_accept", "_refuse", "_put_away"):
        client.force_login(legal)
        assert client.post(at(draft, "suggestions"), {act: f"{suggested.pk}:all"}).status_code == 403
    client.force_login(suggested.person)
    assert client.post(at(draft, "suggestions"), {"_accept": f"{suggested.pk}:all"}).status_code == 403
    assert (body_of(draft), Proposal.objects.count()) == (BODY, 1)

    client.post(at(draft, "suggestions"), {"_refuse": f"{suggested.pk}:{digests(suggested)[1]}"})

    assert Proposal.objects.get().html == BODY.replace("Friday", "Monday")


def test_who_has_no_right_to_suggest_suggests_nothing(client, picture_desk, draft):
    client.force_login(picture_desk)

    assert client.post(at(draft, "suggest"), {"body": OTHER, "base": BODY, "seen": 0}).status_code == 403
    assert not Proposal.objects.exists()


def test_a_suggester_cannot_save_the_story_itself(client, suggested, draft):
    client.post(at(draft, "change"), {"body": OTHER, "version": 1})

    assert body_of(draft) == BODY


@pytest.mark.parametrize("sent", ["abc", "", "999:all", "{pk}:nothing", "{pk}"])
def test_a_piece_that_is_not_there_is_refused_politely(client, editor, draft, suggested, sent):
    client.force_login(editor)
    for act in ("_accept", "_refuse", "_put_away"):
        response = client.post(at(draft, "suggestions"), {act: sent.format(pk=suggested.pk)})
        assert response.status_code in {302, 404}
    assert (body_of(draft), Proposal.objects.count()) == (BODY, 1)


# Nothing lost


def test_what_was_saved_from_another_page_is_not_written_over_and_the_words_stay_in_the_form(client, draft, suggested):
    response = client.post(at(draft, "suggest"), {"body": BODY.replace("gate", "sluice"), "base": BODY, "seen": 0})

    assert "from another page" in response.text
    assert "sluice" in response.text
    assert Proposal.objects.get().html == OTHER


def test_words_that_are_those_of_the_story_again_are_no_suggestion(client, draft, suggested):
    client.post(at(draft, "suggest"), {"body": BODY, "base": BODY, "seen": 1})

    assert not Proposal.objects.exists()


# Publishing


def test_the_checklist_says_whose_words_wait(draft, suggested):
    assert any("suggestions of reporter" in line for line in checklist_of(draft).warnings)


def test_publishing_asks_once_and_takes_the_story_alone(client, editor, draft, suggested):
    client.force_login(editor)

    asked = client.post(at(draft, "publish"))
    question = client.get(asked.url).text
    assert not Edition.objects.exists()
    client.post(at(draft, "publish"), {"_without_suggestions": "1"})

    assert asked.url == f"{at(draft, 'without')}?act=publish"
    assert "reporter" in question
    assert 'name="_without_suggestions" value="1"' in question
    assert Edition.objects.get().body == BODY
    assert Proposal.objects.exists()


def test_a_schedule_is_asked_about_with_its_times(client, editor, draft, suggested):
    client.force_login(editor)

    asked = client.post(at(draft, "schedule"), {"_schedule_at": "2099-03-03T06:00"})

    assert 'name="_schedule_at" value="2099-03-03T06:00"' in client.get(asked.url).text
    assert client.get(at(draft, "without"), {"act": "take_down"}).status_code == 302


def test_a_package_says_for_which_of_its_stories_suggestions_are_open(client, editor, draft, suggested, make_article):
    client.force_login(editor)
    other = make_article("Sluice")

    page = client.get("/admin/articles/article/together/", {"stories": f"{draft.pk},{other.pk}"}).text
    without = client.get("/admin/articles/article/together/", {"stories": other.pk}).text

    assert "not decided on for: Gate." in page
    assert "not decided on" not in without


def test_the_database_keeps_no_suggestion_that_changes_nothing_and_one_a_person(draft, suggested):
    for spoil in (
        lambda: Proposal.objects.update(html=BODY),
        lambda: Proposal.objects.create(article=draft, person=suggested.person, base_html="", html="x", base_version=1),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            spoil()
