"""How well a story answers, from its folded words alone: the same on every database."""

from typing import NamedTuple

from articles.search.question import Question, Term, Tokens

HEADLINE, STANDFIRST, PEOPLE, BODY = 6, 3, 3, 1  # what a word is worth there
TYPICAL = 400  # words of a body
IN_A_ROW_ABOVE, IN_A_ROW = 0.5, 0.25
FRESH, RECENT = (0.35, 30), (0.15, 730)  # worth, and the days in which that halves


class Weighed(NamedTuple):
    key: int
    edition_id: int
    headline: str
    standfirst: str
    people: str
    body: str
    marks: str


def score(question: Question, entry: Weighed, age: float) -> float:
    """Higher is better. `age` is in days."""
    texts = [(f" {text} ", worth) for text, worth in zip(entry[2:6], (HEADLINE, STANDFIRST, PEOPLE, BODY), strict=True)]
    marks, length = f" {entry.marks} ", entry.body.count(" ") / TYPICAL
    found = [max(_times(way, texts, marks) for way in term.alternatives) for term in question.terms]
    words = sum(times / (times + 1.2 * (0.25 + 0.75 * length)) for times in found) / len(found)
    return words + _in_a_row(question.terms, texts) + freshness(age)


def freshness(age: float) -> float:
    return sum(worth / (1 + age / days) for worth, days in (FRESH, RECENT))


def _times(way: Tokens, texts, marks):
    if way.in_a_row:
        needle = f" {' '.join(way.tokens)} "
        times = sum(text.count(needle) * worth for text, worth in texts)
        return times or (_joined_worth(way.tokens[0], marks) if len(way.tokens) == 1 else 0)
    return min(sum(text.count(f" {token} ") * worth for text, worth in texts) for token in way.tokens)


def _joined_worth(token, marks):
    """A joined form stands in no text; its mark says where the compound does."""
    for mark, worth in (("··", HEADLINE), ("·", STANDFIRST), ("", BODY)):
        if f" {mark}{token} " in marks:
            return worth
    return 0


def _in_a_row(terms: tuple[Term, ...], texts):
    tokens = [token for term in terms for token in max(term.alternatives, key=lambda way: len(way.tokens)).tokens]
    if len(tokens) < 2:
        return 0
    needle = f" {' '.join(tokens)} "
    places = [needle in text for text, _worth in texts]
    return IN_A_ROW_ABOVE if places[0] else IN_A_ROW if any(places) else 0
