"""Names of people and places in a story that the archive spells otherwise."""

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import ngettext

from articles.editing.remarks import Remark, passage_at, texts_of
from articles.models import Article, HouseAnswer
from articles.models.house_style import LONGEST
from articles.search.otherwise import spelt_otherwise

WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*")
MOST_PAIRS = 60
NO_NAMES = {"the", "a", "an", "mr", "mrs", "ms", "dr", "coun", "sir", "in", "on", "at", "but", "and", "when", "for"}


def about_names(article: Article) -> list[Remark]:
    """One line for all of them, but for those that are right in this story.

    It searches the archive: asked for once somebody has paused, not to open a form.
    """
    texts = [article.headline, article.standfirst, *texts_of(article.body)]
    places = {}
    for text in texts:
        for pair, begin, end in pairs_in(text):
            places.setdefault(pair, (text, begin, end))
    left = _left(article) if places else set()
    found = spelt_otherwise([pair for pair in places if _key(pair) not in left][:MOST_PAIRS])
    if not found:
        return []
    passages = []
    for each in found:
        note = ngettext("%(count)s story writes “%(name)s”", "%(count)s stories write “%(name)s”", each.stories)
        told = {
            "note": note % {"count": each.stories, "name": each.written},
            "suggestion": each.written,
            "name": _key(each.pair),
        }
        passages.append(passage_at(*places[each.pair], **told))
    message = ngettext(
        "%(count)s name that the archive spells otherwise",
        "%(count)s names that the archive spells otherwise",
        len(found),
    )
    return [Remark("names", message % {"count": len(found)}, passages)]


def pairs_in(text: str) -> Iterator[tuple[tuple[str, str], int, int]]:
    """Each two words in a row that begin with a capital, and where they stand."""
    for one, other in pairwise(WORD.finditer(text)):
        words = (_bare(one[0]), _bare(other[0]))
        are_together = text[one.end() : other.start()] == " "
        if are_together and all(map(_is_of_a_name, words)):
            yield words, one.start(), other.start() + len(words[1])


def _key(pair):
    return " ".join(pair).casefold()[:LONGEST]


def _left(article):
    answers = HouseAnswer.objects.filter(article=article, rule=None, verdict=HouseAnswer.Verdict.PASSED)
    return set(answers.values_list("text", flat=True)) if article.pk else set()


def _bare(word):
    """Without the ’s of an owner."""
    return re.sub("['’]s$", "", word)


def _is_of_a_name(word):
    return word[0].isupper() and word.casefold() not in NO_NAMES
