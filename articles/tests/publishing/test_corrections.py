"""Corrections: where they stand, what takes their place, and that none of them ever goes away."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Correction, ReadHour
from articles.publishing.corrections import proposed_prominence
from articles.running.publish import correct_entry, withdraw_entry
from articles.running.write import Written, change_entry

ADD = "/admin/articles/correction/add/"


@pytest.fixture
def corrected(make_live_article):
    """A story whose first correction was wrong itself."""
    article = make_live_article("Sea wall holds")
    old = Correction.objects.create(article=article, wording="It is 3 m high.")
    new = Correction.objects.create(article=article, wording="It is 4 m high.", supersedes=old)
    return article, old, new


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_the_story_shows_the_newest_correction_alone(client, corrected):
    page = client.get(corrected[0].get_absolute_url()).text

    assert page.count("It is 4 m high.") == 2  # for readers, and for machines
    assert "It is 3 m high." not in page


def test_the_corrections_page_keeps_the_superseded_one_and_says_so(client, corrected):
    page = client.get("/corrections/").text

    assert page.index("It is 4 m high.") < page.index("It is 3 m high.")
    assert page.count("Superseded") == 1


def test_what_was_wrong_in_an_entry_goes_with_the_entry(client, put_out, editor):
    entry = change_entry(entry=put_out(), seen=1, by=editor, written=Written("", "<p>They were shut.</p>"))
    correct_entry(entry=entry, by=editor, wording="The gates were open.", kind="correction")
    assert "The gates were open." in client.get("/corrections/").text
    assert "The gates were open." not in client.get("/feed/").text  # as on the story: it stands in the entry

    withdraw_entry(entry=entry)
    assert "The gates were open." not in client.get("/corrections/").text


@pytest.mark.parametrize(("place", "comes_first"), [("top", True), ("foot", False)])
def test_a_correction_stands_where_the_desk_put_it(client, make_live_article, place, comes_first):
    article = make_live_article(body="<p>The words of the story.</p>")
    Correction.objects.create(article=article, wording="It was wrong.", place=place)

    page = client.get(article.get_absolute_url()).text.partition("<main")[2]

    assert (page.index("It was wrong.") < page.index("The words of the story.")) is comes_first


@pytest.mark.parametrize("feed", ["/feed/", "/news/feed/"])
def test_feeds_carry_the_correction_in_force(client, corrected, feed):
    text = client.get(feed).text

    assert "It is 4 m high." in text
    assert "It is 3 m high." not in text


@pytest.mark.parametrize(
    ("hours", "readers", "place", "said"),
    [
        (0, 10, "foot", "Live for 0 hours and read by 10 readers. The foot of the story is enough."),
        (0, 50, "top", "Live for 0 hours and read by 50 readers. Put it at the top of the story."),
        (1, 0, "top", "Live for 1 hour and read by 0 readers. Put it at the top"),
        (3, 1000, "top", "think of the front page"),
        (
            24,
            1,
            "top",
            "Live for 24 hours and read by 1 reader. Put it at the top of the story, and think of the front",
        ),
    ],
)
def test_the_desk_proposes_prominence_from_hours_and_readers(make_live_article, hours, readers, place, said):
    article = make_live_article(hours_ago=hours + 0.1)
    ReadHour.objects.create(article=article, hour=timezone.now(), readers=readers)

    proposal = proposed_prominence(article)

    assert proposal.place == place
    assert said in proposal.words


def test_nothing_is_proposed_for_a_story_that_nobody_could_read(make_article):
    assert proposed_prominence(make_article()) is None


def test_the_form_shows_the_proposal(desk, make_live_article):
    article = make_live_article(hours_ago=30)

    assert "think of the front page" in desk.get(f"{ADD}?article={article.pk}").text


@pytest.mark.parametrize("query", ["article=x", "supersedes=99999", "article=" + "9" * 30, "supersedes="])
def test_an_address_that_names_nothing_is_no_error(desk, query):
    assert desk.get(f"{ADD}?{query}").status_code == 200


def test_the_form_of_a_newer_correction_begins_with_the_older_words(desk, corrected):
    page = desk.get(f"{ADD}?supersedes={corrected[2].pk}").text

    assert "It is 4 m high." in page


def sent(article, old, **fields):
    return {
        "article": article.pk,
        "kind": "correction",
        "place": "top",
        "wording": "It is 5 m high.",
        "supersedes": old.pk if old else "",
    } | fields


def test_a_correction_is_superseded_at_the_desk(desk, corrected, editor):
    article, _old, newest = corrected

    desk.post(ADD, sent(article, newest))

    made = Correction.objects.current().get()
    assert (made.wording, made.supersedes, made.made_by) == ("It is 5 m high.", newest, editor)
    assert Correction.objects.count() == 3


@pytest.mark.parametrize(("asks", "leads"), [("", ""), ("from it", "story"), ("in a dialog", "id")])
def test_who_corrects_a_story_from_it_goes_back_to_it(desk, make_live_article, asks, leads):
    article = make_live_article("Sea wall holds")
    address = f"{ADD}?article={article.pk}" if asks else ADD
    window = {"_popup": "1"} if asks == "in a dialog" else {}
    sent = {"article": article.pk, "kind": "correction", "place": "foot", "wording": "It is 4 m high."}

    answer = desk.post(address, sent | window)

    made = Correction.objects.get()
    story, everything = f"/admin/articles/article/{article.pk}/change/", "/admin/articles/correction/"
    if leads == "id":
        assert f"&quot;value&quot;: &quot;{made.pk}&quot;" in answer.text
    else:
        assert answer.url == (story if leads else everything)


def test_what_was_superseded_cannot_be_superseded_again(desk, corrected):
    article, old, _newest = corrected

    response = desk.post(ADD, sent(article, old))

    assert "has taken its place already" in response.text or "already exists" in response.text
    assert Correction.objects.count() == 2


def test_a_correction_takes_the_place_of_one_of_its_own_story_alone(desk, corrected, make_live_article):
    response = desk.post(ADD, sent(make_live_article(), corrected[2]))

    assert "That correction is of another story." in response.text
    assert Correction.objects.count() == 2


def test_no_correction_is_changed_or_deleted_at_the_desk(desk, corrected):
    article, old, _newest = corrected
    page = f"/admin/articles/correction/{old.pk}"

    assert desk.post(f"{page}/delete/", {"post": "yes"}).status_code == 403
    assert desk.post(f"{page}/change/", sent(article, None)).status_code == 403
    desk.post("/admin/articles/correction/", {"action": "delete_selected", "_selected_action": [old.pk], "post": "yes"})
    assert Correction.objects.get(pk=old.pk).wording == "It is 3 m high."


@pytest.mark.parametrize("role", ["reporter", "picture_desk", "supporter_desk", "legal"])
def test_only_who_may_correct_does(client, request, role, corrected):
    client.force_login(request.getfixturevalue(role))

    assert client.post(ADD, sent(corrected[0], corrected[2])).status_code == 403
    assert Correction.objects.count() == 2


def test_the_database_keeps_the_chain_straight(corrected):
    article, old, newest = corrected
    wrong = [
        lambda: Correction.objects.create(article=article, wording="x", supersedes=old),
        lambda: Correction.objects.create(pk=9999, article=article, wording="x", supersedes_id=9999),
        lambda: Correction.objects.create(article=article, wording="x", place="middle"),
    ]

    for attempt in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
    with pytest.raises(IntegrityError):
        old.delete()


@pytest.mark.parametrize("field", ["article_id", "kind", "wording", "place", "supersedes_id", "made_at"])
def test_the_database_changes_no_correction(corrected, field):
    correction = corrected[1]
    old = Correction.objects.values().get(pk=correction.pk)

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Correction.objects.filter(pk=correction.pk).update(**{field: old[field]})

    assert Correction.objects.values().get(pk=correction.pk) == old


def test_the_database_lets_no_correction_go(make_article):
    correction = Correction.objects.create(article=make_article(), wording="It was wrong.")

    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        Correction.objects.filter(pk=correction.pk).delete()

    assert Correction.objects.filter(pk=correction.pk).exists()


def test_a_correction_outlives_the_login_that_made_it(make_article, editor):
    correction = Correction.objects.create(article=make_article(), wording="It was wrong.", made_by=editor)

    editor.delete()

    assert Correction.objects.get(pk=correction.pk).made_by is None


def test_times_are_the_papers(client, make_live_article):
    article = make_live_article()
    at = dt.datetime(2026, 7, 1, 11, 0, tzinfo=dt.UTC)
    Correction.objects.create(article=article, wording="It was wrong.", made_at=at)

    assert "1 July 2026, 12:00" in client.get("/feed/").text
