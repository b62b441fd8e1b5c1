"""Question advice: what a fair questioner would change before readers are asked. It advises and never forbids.

The two exceptions are law rather than taste, and the poll itself asks for them: how people have voted, before an
election closes, and who is guilty, while a court has the case.
"""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _


class Advice(NamedTuple):
    kind: str
    words: str


class Answer(NamedTuple):
    label: str
    is_dont_know: bool = False


LEADING = (
    r"\b(do(n['’]t)? you (not )?agree|would(n['’]t)? you (not )?agree|surely|obviously|clearly|of course|at last"
    r"|finally|(is|are|was|should|does|do|would|could)n['’]t (it|they|we|you|the)|everyone knows|once and for all)\b"
)
LOADED = (
    r"\b(abus\w*|appalling|betray\w*|blame\w*|brutal|chaos|cover-?up|crackdown|cruel|disaster\w*|disgrac\w*|dodg\w*"
    r"|draconian|eyesore|fat cats?|fail(ed|ing|ure)s?|fiasco|greedy?|hard-?working|innocent|jailed|locked up|loony"
    r"|madness|neglect\w*|nightmare|outrag\w*|plague\w*|punish\w*|reckless|ruin\w*|scandal\w*|scroungers?|sham(e|eful|bles)"
    r"|slash(ed|ing)?|thugs?|unfair|victims?|waste[ds]?|wasteful|woke|yobs?)\b"
)
PUNISHED = r"\b(jailed|sacked|fired|banned|punished|prosecuted|fined|sentenced|stripped|deported|hanged|locked up)\b"
PRESUMED = rf"{PUNISHED} (for|over|because)\b"
VAGUE = r"\b(public officials|politicians|officials|the authorities|the powers that be|they|people like them)\b"
NEGATION = r"\b(not|never|no longer|nobody|cannot|oppos\w+|against|without|un(fair|safe|necessary|just)\w*)\b|n['’]t\b"
PAST_VOTE = (
    r"\b(did you vote|have you (already )?voted|(who|how|which (party|candidate|way|side)) (did|have) you vote\w*"
    r"|(which|what|who|whom|how).{0,40}\byou voted?\b|cast your (vote|ballot)|your postal vote|you have voted)\b"
)
GUILT = (
    r"\b(guilty|not guilty|guilt|innocent|convict(ed)?|acquit(ted)?|sentenced?|jailed|go to (jail|prison)|locked up"
    r"|(did|has) (he|she|they|the (accused|defendant|suspect)) (do|done|kill\w*|commit\w*|steal|stolen|lie\w*)"
    r"|the (killer|culprit))\b"
)
YES = r"^(yes|agree|support|for|in favour|keep|good|better|safe|satisfied|very|strongly agree)\b"
NO = r"^(no|disagree|oppose|against|scrap|bad|worse|unsafe|dissatisfied|not|strongly disagree)\b"
UNSURE = r"\b(don['’]t know|do not know|not sure|unsure|no opinion|no view|neither|undecided)\b"
MOST_WORDS = 25


def asks_about_a_past_vote(text: str) -> bool:
    """Whether it asks how people have voted, which nobody may publish before an election closes."""
    return _has(PAST_VOTE, text)


def asks_about_guilt(text: str) -> bool:
    """Whether it asks what a court is to decide."""
    return _has(GUILT, text)


def advice_on(question: str, *, answers=(), is_scale=False) -> list[Advice]:
    """All that speaks against a question, the worst first; an empty list when nothing does."""
    return [Advice(*found) for found in (*_on_question(question), *_on_answers(list(answers), is_scale=is_scale))]


def _on_question(question):
    if asks_about_a_past_vote(question):
        yield "past_vote", _("It asks how people have voted. Before polls close, publishing that is an offence.")
    if word := _first(LEADING, question):
        yield "leading", _("It leads: “%(word)s” tells readers which answer is expected.") % {"word": word}
    if _has(PRESUMED, question):
        yield (
            "presuming",
            _("It takes for granted that somebody did it. Ask first whether, or say who found so and when."),
        )
    if words := _all(LOADED, question):
        said = _("It is loaded: %(words)s carry a judgement. Say what happened in plain words.")
        yield "loaded", said % {"words": ", ".join(f"“{word}”" for word in words)}
    if word := _first(PUNISHED, question):
        said = _("It offers one measure, “%(word)s”. A reader who wants another, or a milder one, has no answer.")
        yield "one_measure", said % {"word": word}
    if word := _first(VAGUE, question):
        yield (
            "vague",
            _("“%(word)s” can be anybody: each reader would judge somebody else. Name whom you mean.") % {"word": word},
        )
    if _is_double(question):
        yield "double", _("It asks two things at once. A reader who wants one of them has no answer: ask them apart.")
    if word := _first(NEGATION, question):
        said = _("It says “%(word)s”, so that Yes can mean No. Ask it the other way round.")
        yield "negation", said % {"word": word}
    if len(question.split()) > MOST_WORDS:
        yield "long", _("It is long. Move the facts to the context line.")


def _is_double(question):
    joined = re.sub(
        r"\bbetween\b.+?\band\b|\b(\w+) and \1\b|\b(more|less) and (more|less)\b", " ", question, flags=re.I
    )
    return _has(r"\b(and|as well as|and/or)\b", joined) or question.count("?") > 1


def _on_answers(answers, *, is_scale):
    if not answers:
        return
    sure = [answer for answer in answers if not (answer.is_dont_know or _has(UNSURE, answer.label))]
    if len(sure) == len(answers):
        yield "no_dont_know", _("There is no “Don’t know”: readers without a view have to pick one or leave.")
    if not is_scale and len(sure) >= 2:
        yield from _on_balance(sure)


def _on_balance(sure):
    """What puts one of the answers ahead of the others before anybody has picked one."""
    yes, no = (sum(_has(side, answer.label) for answer in sure) for side in (YES, NO))
    if yes != no and yes + no == len(sure):
        said = _("The answers are not even: %(yes)s for, %(no)s against. Give both sides as many.")
        yield "unequal", said % {"yes": yes, "no": no}
    lengths = sorted(len(answer.label.split()) for answer in sure)
    if lengths[-1] >= 5 and lengths[-1] >= 3 * lengths[0]:
        yield "unequal_length", _("One answer argues its case and another does not. Make them about equally long.")
    if words := _all(LOADED, " ".join(answer.label for answer in sure)):
        yield (
            "loaded_answer",
            _("An answer is loaded: %(words)s.") % {"words": ", ".join(f"“{word}”" for word in words)},
        )


def _has(pattern, text):
    return re.search(pattern, text, re.IGNORECASE) is not None


def _first(pattern, text):
    found = re.search(pattern, text, re.IGNORECASE)
    return found[0] if found else ""


def _all(pattern, text):
    return list(dict.fromkeys(found[0].lower() for found in re.finditer(pattern, text, re.IGNORECASE)))
