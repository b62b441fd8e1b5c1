"""Advice about passages of a story: one line a kind, and under it each place, which the form can lead to."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.house_style.matching import Match, RuleBook
from articles.models import Article, HouseAnswer, HouseRule

LONGEST_SENTENCE = 30  # words
SHOWN = 60  # letters of a sentence that is quoted back
AROUND = 30  # letters before and behind a word that is quoted back
MOST = 20  # places of a kind
VAGUE = {"click here", "here", "this", "this link", "link", "read more", "more", "find out more", "learn more"}
# Words that stand twice with reason: "all that that had had to do".
TWICE_WITH_REASON = {"had", "that", "is", "yn", "a"}
BLOCK = re.compile(r"</?(?:p|h[1-6]|li|ul|ol|blockquote|figure|figcaption|div|br|section|dl|dt|dd|footer)\b[^>]*>")


@dataclass(frozen=True)
class Passage:
    """`find` is as it stands in one block, `mark` the part of it that is meant; `match` where a house rule found it.

    `note` is what is said of this place alone, and `suggestion` what could stand there. `name` is what an answer about
    a name is remembered by.
    """

    find: str
    mark: str = ""
    match: Match | None = None
    note: str = ""
    suggestion: str = ""
    name: str = ""

    @property
    def quote(self) -> str:
        return self.find if self.mark else f"{self.find[:SHOWN].rstrip()}…"


@dataclass
class Remark:
    """One line of advice. `key` is the same while it is about the same, however many places there are."""

    key: str
    message: str
    passages: list[Passage] = field(default_factory=list)


def remarks_on(article: Article) -> list[Remark]:
    texts = list(texts_of(article.body))
    return [
        *about_house_style(article, texts),
        *about_sentences(texts),
        *about_repetition(texts),
        *about_links(article.body),
    ]


def texts_of(body: str) -> Iterator[str]:
    """Its paragraphs, headings and lines of lists, as they read."""
    blocks = (" ".join(html.unescape(re.sub(r"<[^>]+>", "", block)).split()) for block in BLOCK.split(body))
    yield from filter(None, blocks)


def sentences_of(texts: list[str]) -> Iterator[str]:
    """The end of a block ends a sentence whether it has a full stop or not."""
    for text in texts:
        yield from filter(None, re.split(r"(?<=[.!?])[”’\"')\]]*\s+(?=[^a-z])", text))


def about_sentences(texts: list[str]) -> list[Remark]:
    """Sentences that a reader loses hold of."""
    long = [sentence for sentence in sentences_of(texts) if len(sentence.split()) > LONGEST_SENTENCE]
    if not long:
        return []
    message = ngettext(
        "%(count)s sentence of more than %(words)s words", "%(count)s sentences of more than %(words)s words", len(long)
    )
    return [
        Remark(
            "sentences",
            message % {"count": len(long), "words": LONGEST_SENTENCE},
            [Passage(one) for one in long[:MOST]],
        )
    ]


def about_repetition(texts: list[str]) -> list[Remark]:
    """A word twice in a row, as the eye skips it."""
    twice = [
        passage_at(text, found.start(), found.end())
        for text in texts
        for found in re.finditer(r"\b([^\W\d_]+)\s+\1\b", text, re.IGNORECASE)
        if found[1].casefold() not in TWICE_WITH_REASON and not found[1][:1].isupper()
    ]
    if not twice:
        return []
    message = ngettext("%(count)s word stands twice in a row", "%(count)s words stand twice in a row", len(twice))
    return [Remark("twice", message % {"count": len(twice)}, twice[:MOST])]


def about_links(body: str) -> list[Remark]:
    links = re.findall(r"<a\b[^>]*>(.*?)</a>", body, re.DOTALL)
    texts = (" ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split()) for text in links)
    vague = [text for text in texts if text.casefold().strip(" .…›»→") in VAGUE]
    if not vague:
        return []
    message = ngettext(
        "%(count)s link does not say where it leads", "%(count)s links do not say where they lead", len(vague)
    )
    return [Remark("links", message % {"count": len(vague)}, [Passage(text, text) for text in vague[:MOST]])]


def about_house_style(article: Article, texts: list[str]) -> list[Remark]:
    """What the paper writes otherwise, a line a rule, but for what was passed over in this story."""
    rules = list(HouseRule.objects.active())
    book = RuleBook(rules)
    found = [(text, match) for text in texts for match in book.matches(text)] if rules else []
    passed = _passed(article) if found else set()
    by_rule: dict[int, list[Passage]] = {}
    for text, match in found:
        if (match.rule.pk, match.key) not in passed:
            by_rule.setdefault(match.rule.pk, []).append(
                passage_at(text, match.begin, match.end, match, suggestion=match.suggestion)
            )
    return [Remark(f"rule-{rule.pk}", _told(rule), by_rule[rule.pk][:MOST]) for rule in rules if rule.pk in by_rule]


def _passed(article):
    answers = HouseAnswer.objects.filter(article=article, verdict=HouseAnswer.Verdict.PASSED)
    return set(answers.values_list("rule_id", "text"))


def _told(rule):
    if not rule.suggestion:
        return _("“%(words)s”: %(reason)s") % {"words": rule.words, "reason": rule.reason}
    told = {"words": rule.words, "suggestion": rule.suggestion, "reason": rule.reason}
    return _("“%(words)s”: write “%(suggestion)s”. %(reason)s") % told


def passage_at(text: str, begin: int, end: int, match: Match | None = None, **told: str) -> Passage:
    """The words with some of those around them, so that the place can be told from others."""
    first, last = max(0, begin - AROUND), end + AROUND
    before, behind = text[first:begin], text[end:last]
    before = before if first == 0 else before.partition(" ")[2]
    behind = behind if last >= len(text) else behind.rpartition(" ")[0]
    return Passage(f"{before}{text[begin:end]}{behind}", text[begin:end], match, **told)
