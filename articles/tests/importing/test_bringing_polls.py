"""Polls that come with an archive: which of them can, what a story shows of the others, what a second run does."""

import json
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from articles.exporting.archive import export_archive
from articles.importing import polls, runs
from articles.importing.body import to_body
from articles.importing.sources.newsroom_parts import poll_of
from articles.importing.undo import undo
from articles.models import Article, ImportRun, SourceKey
from articles.tests.whole_paper import DAY, EMBED, bring
from polls.counting.close import close_box
from polls.models import Poll

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring_in(tmp_path):
    """Export the paper as it is, and bring that into the same one, beside what it was made of."""

    def act():
        export_archive(root=tmp_path / "export")
        return bring(tmp_path / "export")

    return act


@pytest.fixture
def exports_of(tmp_path):
    """The exports of an old paper: as it was made, and after each of the changes. Nothing of it is here afterwards."""

    def act(make, *changes):
        roots = [tmp_path / f"export-{number}" for number in range(len(changes) + 1)]
        with transaction.atomic():
            make()
            export_archive(root=roots[0])
            for change, root in zip(changes, roots[1:], strict=True):
                change()
                export_archive(root=root)
            transaction.set_rollback(True)
        return roots

    return act


def brought(headline="Vote"):
    return Article.objects.filter(headline=headline).latest("pk")


def test_poll_that_is_open_is_left_out_and_listed_and_its_words_stay(bring_in, make_poll, make_live_article):
    poll = make_poll("Stay open?")
    make_live_article("Vote", body=f"<p>So:</p>{EMBED.format('poll', poll.pk, '')}")

    run = bring_in()

    [left] = [row for row in run.report["left"] if row["kind"] == "poll"]
    assert (left["title"], left["status"]) == ("Stay open?", "left")
    assert "not closed when it was exported" in left["reason"]
    assert brought().body == "<p>So:</p><p>Stay open?</p>"
    assert Poll.objects.get() == poll


def test_poll_comes_with_the_run_after_it_closed(exports_of, make_poll, fill_box, make_live_article):
    def make():
        poll = fill_box(make_poll("Stay open?"), 2, 1)
        make_live_article("Vote", body=f"<p>So:</p>{EMBED.format('poll', poll.pk, ' data-role="result"')}")

    def close():
        Poll.objects.update(closes_at=timezone.now() - DAY / 24)
        close_box(poll=Poll.objects.get())

    while_open, after = exports_of(make, close)
    bring(while_open)
    assert not Poll.objects.exists()
    run = bring(after)

    poll = Poll.objects.get()
    assert run.report["counts"]["poll"] == {"found": 1, "in": 1}
    live = Article.objects.get().live_edition()
    assert live.body == f'<p>So:</p><div data-embed="poll" data-id="{poll.pk}" data-role="result"></div>'
    assert [row.poll_id for row in live.placements.all()] == [poll.pk]
    assert run.report["text"]["below"] == []


def test_poll_is_brought_up_to_date_unless_somebody_changed_it_here(exports_of, closed):
    def tell(outcome):
        return lambda: Poll.objects.update(outcome=outcome)

    first, second, third = exports_of(lambda: closed("Who came?", 2, 1), tell("Many."), tell("Hundreds."))
    bring(first)
    bring(second)
    assert Poll.objects.get().outcome == "Many."

    tell("Few.")()
    run = bring(third)

    assert Poll.objects.get().outcome == "Few."
    [kept] = run.report["left"]
    assert (kept["title"], kept["reason"]) == ("Who came?", "It was changed here and at the source.")


def test_undo_leaves_a_poll_that_another_story_shows(bring_in, closed, make_article):
    closed("Who came?", 2, 1)
    run = bring_in()
    found = SourceKey.objects.get(poll__isnull=False).poll
    make_article("Ours", body="").placements.create(poll=found)

    assert undo(run=run) == ["Who came?"]


def test_stories_that_show_each_other_go_together(bring_in, make_live_article):
    one, other = make_live_article("One"), make_live_article("Other")
    for story, linked in ((one, other), (other, one)):
        story.body = EMBED.format("related", linked.pk, "")
        story.live_edition().placements.create(linked=linked)
        type(story.live_edition()).objects.filter(article=story).update(body=story.body)
    run = bring_in()
    assert Article.objects.count() == 4
    assert brought("One").placements.get().linked == brought("Other")

    assert undo(run=run) == []
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"phase": "void"}, "withdrawn"),
        ({"phase": "paused"}, "not closed"),
        ({"result": None}, "not closed"),
        ({"choices": None}, "older version"),
    ],
)
def test_poll_that_cannot_come_says_why(closed, export_root, changed, reason):
    closed("Who came?", 2, 1)
    export_archive(root=export_root)
    [path] = export_root.glob("polls/*.json")
    told = json.loads(path.read_text())
    assert poll_of(told, counted_by="Old").reason == ""

    told |= changed
    told = {name: value for name, value in told.items() if value is not None or name == "result"}
    assert reason in poll_of(told, counted_by="Old").reason


def test_archive_places_nothing_of_ours_by_its_number(make_picture, make_poll):
    picture, poll = make_picture(), make_poll()
    hostile = f'<p>a</p><figure data-picture="{picture.pk}"></figure>{EMBED.format("poll", poll.pk, "")}<p>b</p>'

    written = to_body(hostile, picture=lambda _: None, address=lambda *_: "", old_hosts=set())

    assert written.html == "<p>a</p><p>b</p>"


def test_run_that_fell_among_polls_goes_on_to_the_same_end(exports_of, closed, monkeypatch):
    [root] = exports_of(lambda: [closed(f"Question {number}?", number) for number in range(1, 6)])
    monkeypatch.setattr(polls, "AT_ONCE", 2)
    keep, kept = polls.keep_past_poll, []

    def fall(**told):
        kept.append(keep(**told))
        if len(kept) == 4:
            raise SystemExit  # as a kill does: in the middle of a transaction
        return kept[-1]

    with monkeypatch.context() as patch:
        patch.setattr(polls, "keep_past_poll", fall)
        with pytest.raises(SystemExit):
            bring(root)
    half = Poll.objects.count()
    run = runs.go_on(ImportRun.objects.get())
    list(runs.carry_out(run))

    assert half == 2
    assert sorted(poll.tally.ballots for poll in Poll.objects.all()) == [1, 2, 3, 4, 5]
    assert run.report["counts"]["poll"] == {"found": 5, "in": 5}


def test_export_of_an_earlier_version_comes_with_what_it_has():
    bring(Path(__file__).parents[1] / "archives" / "newsroom")

    story = Article.objects.get(headline="Harbour wall holds")
    before, now = story.editions.order_by("starts_at")
    assert (before.slug, now.slug) == ("harbour-wall", "harbour-wall-holds")
    assert before.ends_at == now.starts_at == now.updated_at
    assert before.first_published_at == now.first_published_at == before.starts_at
    assert [correction.wording for correction in story.corrections.all()] == ["It was at six."]
    assert now.is_live()
