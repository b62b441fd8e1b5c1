# ruff: noqa: F811 - the fixtures of the suggestions are used here too
"""Everybody's suggestions for a story, accepted or refused at once: what one after the other would come to."""

import pytest

from articles.models import Article, Proposal
from articles.proposals.decide import accept, accept_everybodys, suggest
from articles.proposals.standing import mark_of, standings_of
from articles.tests.proposals.test_hunks import documents, edited
from articles.tests.proposals.test_suggestions import BODY, OTHER, at, body_of, draft, suggested  # noqa: F401
from articles.wording.hunks import rebased


@pytest.fixture
def of_two(suggested, editor):
    """An editor would write other words, of which one piece is where the reporter's is."""
    html = BODY.replace("Friday", "Sunday").replace("Nobody", "No one")
    return suggested, suggest(article=suggested.article, person=editor, base=BODY, html=html, seen=0)


def test_everybodys_are_accepted_at_once_after_a_question(client, editor, draft, of_two):
    client.force_login(editor)
    asked = client.get(at(draft, "suggestions/all"))
    sent = asked.context["question"].form.initial
    merged, _apart = rebased(BODY, of_two[1].html, OTHER)

    told = client.post(at(draft, "suggestions/all"), sent, follow=True).text

    assert "reporter: 2 pieces" in asked.text
    assert body_of(draft) == merged == OTHER.replace("Nobody", "No one")
    assert (Article.objects.get().version, Proposal.objects.get().apart) == (2, [["Friday, ", "Sunday, "]])
    assert "Accepted: it stands" in told
    again = client.post(at(draft, "suggestions/all"), sent, follow=True).text
    assert "That is decided already" in again
    assert body_of(draft) == merged


def test_everybodys_are_refused_at_once_by_who_may_change_the_story(client, editor, draft, of_two, legal):
    client.force_login(editor)
    sent = client.get(at(draft, "suggestions/all"), {"act": "refuse"}).context["question"].form.initial
    for person in (legal, of_two[0].person):
        client.force_login(person)
        assert client.post(at(draft, "suggestions/all"), sent).status_code == 403
    client.force_login(editor)
    for wrong in ({}, {**sent, "seen": "x"}, {**sent, "act": "x"}):
        client.post(at(draft, "suggestions/all"), wrong)
    assert Proposal.objects.count() == 2

    client.post(at(draft, "suggestions/all"), sent)

    assert (body_of(draft), Proposal.objects.count()) == (BODY, 0)


def test_everybodys_come_to_what_one_after_the_other_does(editor, draft, reporter, sub_editor):
    people = [reporter, editor, sub_editor]
    for seed in range(10):
        pick, base, _fork = documents(seed)
        forks = [edited(pick, base) for _ in people]
        if base in forks:
            continue
        bodies = []
        for accept_them in (_at_once, _one_by_one):
            Proposal.objects.all().delete()
            Article.objects.update(body=base)
            for person, html in zip(people, forks, strict=True):
                Proposal.objects.create(article=draft, person=person, base_html=base, html=html, base_version=1)
            accept_them(Article.objects.get(), editor)
            bodies.append((body_of(draft), [*Proposal.objects.order_by("pk").values_list("person", "apart")]))
        assert bodies[0] == bodies[1], seed


def _at_once(article, by):
    accept_everybodys(article=article, by=by, seen=mark_of(standings_of(article)))


def _one_by_one(article, by):
    for proposal in Proposal.objects.of_story(article):
        accept(proposal=proposal, by=by, digest="all")
