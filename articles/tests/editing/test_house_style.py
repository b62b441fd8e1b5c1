"""The paper's way of writing: what a rule finds and what not, what is answered, and by whom."""

import pytest
from django.core.exceptions import ValidationError

from articles.editing import remarks
from articles.editing.remarks import MOST, about_house_style, about_repetition, texts_of
from articles.house_style import matching
from articles.house_style.matching import RuleBook
from articles.models import HouseAnswer, HouseRule

pytestmark = pytest.mark.django_db


def rule(words, suggestion="", **facts):
    return HouseRule.objects.create(words=words, suggestion=suggestion, reason=facts.pop("reason", "So."), **facts)


def found(text, *rules):
    return [(match.text, match.suggestion) for match in RuleBook(rules).matches(text)]


@pytest.mark.parametrize(
    ("words", "suggestion", "text", "matches"),
    [
        ("advisor", "adviser", "An advisor and an Advisor.", [("advisor", "adviser"), ("Advisor", "Adviser")]),
        ("advisor", "adviser", "The advisors, the advisory board.", []),
        ("advisor*", "", "The advisors, the advisory board.", [("advisors", ""), ("advisory", "")]),
        ("advisor*", "adviser", "An advisor, two advisors.", [("advisor", "adviser"), ("advisors", "")]),
        ("per cent", "%", "Ten per\u00a0cent. Not per: cent.", [("per\u00a0cent", "%")]),
        ("don't", "do not", "We don’t and don't.", [("don’t", "do not"), ("don't", "do not")]),
        ("e-mail", "email", "An e-mail, an e‑mail, an email.", [("e-mail", "email"), ("e‑mail", "email")]),
        ("council tax bill*", "", "council tax bills", [("council tax bills", "")]),
        ("iâr", "", "IÂR a iar", [("IÂR", "")]),
    ],
)
def test_rule_finds_whole_words_as_they_are_written(words, suggestion, text, matches):
    assert found(text, rule(words, suggestion)) == matches


def test_rule_about_capitals_finds_the_others_alone():
    capital = rule("Internet", "internet", matches_case=True)

    assert found("The Internet, the internet. Internet!", capital) == [("Internet", "internet")] * 2
    assert found("internet", rule("internet", "internet cafe", matches_case=True)) == [("internet", "internet cafe")]


@pytest.mark.parametrize("words", ["*", "ad*visor", "—", "**", "a ** b"])
def test_rule_that_could_find_nothing_is_refused(words):
    with pytest.raises(ValidationError):
        HouseRule(words=words, reason="So.").full_clean()


def test_word_is_held_only_against_rules_that_begin_like_it(monkeypatch):
    rules = [HouseRule(pk=n, words=f"word{n} again*", reason="So.") for n in range(2000)]
    text = " ".join(f"word{n % 3000} agains" for n in range(6000))
    compared = []
    agree = matching._agree
    monkeypatch.setattr(matching, "_agree", lambda rule, *both: compared.append(rule) or agree(rule, *both))

    assert len(found(text, *rules)) == len(compared) == 4000


def test_remarks_stand_a_line_a_rule_with_each_place(make_article):
    advisor = rule("advisor", "adviser", reason="As the dictionary has it.")
    article = make_article(body=f"<p>The council’s chief advisor said so.</p>{'<p>An advisor.</p>' * 30}")
    (remark,) = about_house_style(article, list(texts_of(article.body)))

    assert remark.message == "“advisor”: write “adviser”. As the dictionary has it."
    assert len(remark.passages) == MOST
    first = remark.passages[0]
    assert (first.find, first.mark, first.match.rule) == ("The council’s chief advisor said so.", "advisor", advisor)


def test_rules_are_read_once_for_a_story_however_many_paragraphs_it_has(make_article, monkeypatch):
    rule("advisor")
    books = []
    monkeypatch.setattr(remarks, "RuleBook", lambda rules: books.append(rules) or RuleBook(rules))

    (remark,) = about_house_style(make_article(), ["An advisor."] * 12)

    assert (len(remark.passages), len(books)) == (12, 1)


def test_rule_that_is_not_in_use_says_nothing(make_article):
    rule("advisor", is_active=False)
    article = make_article(body="<p>An advisor.</p>")

    assert about_house_style(article, ["An advisor."]) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It was the the wall.", 1),
        ("The the wall.", 0),  # it begins with a capital: Duran Duran, Bora Bora
        ("all that that had had to do", 0),
        ("on, on it went", 0),
        ("10 10 boats", 0),
        ("it it it", 1),
        ("the theatre", 0),
    ],
)
def test_word_that_stands_twice_is_named(text, count):
    assert sum(len(remark.passages) for remark in about_repetition([text])) == count


@pytest.fixture
def answered(client, make_article):
    article, house_rule = make_article(body="<p>An advisor.</p>"), rule("advisor", "adviser")

    def send(user, **said):
        client.force_login(user)
        address = f"/admin/articles/article/{article.pk}/house-style/"
        return client.post(address, {"rule": house_rule.pk, "text": "advisor", "verdict": "passed"} | said)

    return article, send


def test_what_is_passed_over_is_not_shown_again_in_that_story(answered, editor, make_article):
    article, send = answered
    assert len(about_house_style(article, ["An advisor."])) == 1
    assert [send(editor).status_code for _twice in range(2)] == [204, 204]

    assert about_house_style(article, ["An advisor."]) == []
    assert len(about_house_style(make_article(), ["An advisor."])) == 1
    (counted,) = HouseRule.objects.with_answers()
    assert (counted.accepted, counted.passed) == (0, 1)
    assert HouseAnswer.objects.get().by == editor


def test_followed_rule_is_counted_and_finds_the_words_again(answered, editor):
    article, send = answered
    assert send(editor, verdict="accepted").status_code == 204

    assert len(about_house_style(article, ["An advisor."])) == 1
    assert HouseRule.objects.with_answers().get().accepted == 1


@pytest.mark.parametrize(
    "said", [{"rule": 0}, {"rule": "x" * 400}, {"text": ""}, {"text": "x" * 400}, {"verdict": "no"}]
)
def test_answer_that_is_none_is_refused_in_words(answered, editor, said):
    _article, send = answered
    refused = send(editor, **said)

    assert refused.status_code == 400
    assert refused.text.startswith("* ")
    assert not HouseAnswer.objects.exists()


def test_only_who_may_change_the_story_answers(answered, picture_desk):
    _article, send = answered

    assert send(picture_desk).status_code == 403
    assert not HouseAnswer.objects.exists()


def test_sub_editor_writes_rules_and_a_reporter_does_not(client, sub_editor, reporter):
    told = {"words": "advisor", "suggestion": "adviser", "reason": "As the dictionary has it.", "is_active": "on"}
    client.force_login(reporter)
    assert client.post("/admin/articles/houserule/add/", told).status_code == 403
    client.force_login(sub_editor)
    assert client.post("/admin/articles/houserule/add/", told).status_code == 302

    assert HouseRule.objects.get().suggestion == "adviser"
    assert "There is a rule for these words." in client.post("/admin/articles/houserule/add/", told).text


def test_checklist_shows_its_places_with_what_can_be_done(client, editor, make_article):
    rule("advisor", "adviser")
    article = make_article(body="<p>An advisor &lt;b&gt; said.</p>")
    client.force_login(editor)
    page = client.get(f"/admin/articles/article/{article.pk}/change/").text

    assert 'data-find="An advisor &lt;b&gt; said." data-mark="advisor"' in page
    assert "Write “adviser”" in page
    assert f'data-answer="/admin/articles/article/{article.pk}/house-style/"' in page
