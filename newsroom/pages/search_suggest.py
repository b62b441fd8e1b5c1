"""What the paper has that begins like the words typed so far: sections, topics, authors, own pages and headline words.

It is read once for all who ask, of what readers may see now, and again when that changes.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from articles.models import Author, AuthorListing, Edition, Topic, TopicListing
from articles.search.entries import as_printed
from articles.search.question import LONGEST
from articles.search.spelling import distance
from articles.search.tokens import words_in
from common.limits import SUGGESTIONS
from common.site_version import remembered
from newsroom.pages.search_names import all_sections
from newsroom.paper.pages import own_pages

MOST_NAMES, HEADLINES = 5000, 2000  # read: of topics and of authors; the newest
MOST = 4  # names, and words, that are offered
SHORTEST, SHORTEST_NEAR = 2, 4  # letters of what is finished, and of what may be a slip


@dataclass(frozen=True)
class Suggestion:
    label: str
    url: str
    words: tuple[str, ...] = ()  # of a name, folded


@dataclass(frozen=True)
class Known:
    names: list[Suggestion]
    begins: list[tuple[str, int]]  # the words of names in order, each with the place of its name
    words: list[str]  # of headlines, in order
    often: Counter[str]
    printed: dict[str, str]


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    found = suggestions(request.GET.get("q", "")) if SUGGESTIONS.allows() else []
    response = JsonResponse({"suggestions": [{"label": each.label, "url": each.url} for each in found]})
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def suggestions(typed: str) -> list[Suggestion]:
    """Names that have a word for each that was typed, and what was typed with its last word finished."""
    typed = typed[:LONGEST].rstrip()
    words = _words_of(typed)
    if not words or len(words[-1]) < SHORTEST:
        return []
    known = remembered("suggested", ["site", "lists"], _read)
    return [*islice(_names(known, words), MOST), *_finished(known, typed, words[-1])]


def _read():
    topics = Topic.objects.filter(Exists(TopicListing.objects.live().filter(topic=OuterRef("pk"))))
    authors = Author.objects.filter(Exists(AuthorListing.objects.live().filter(author=OuterRef("pk"))))
    few = [rows.only("name", "slug").order_by("name")[:MOST_NAMES] for rows in (topics, authors)]
    rows = [*all_sections(), *few[0], *few[1], *own_pages().live]
    names = [Suggestion(str(row), row.get_absolute_url(), _words_of(str(row))) for row in rows]
    begins = sorted((word, place) for place, name in enumerate(names) for word in name.words)
    headlines = list(Edition.objects.live().newest_first().values_list("headline", flat=True)[:HEADLINES])
    often = Counter(word for headline in headlines for word in set(_words_of(headline)))
    return Known(names, begins, sorted(often), often, as_printed(" ".join(headlines)))


def _words_of(text):
    return tuple(word.plain for word in words_in(text) if word.plain)


def _names(known, typed) -> Iterator[Suggestion]:
    """Those with a word that begins like the last that was typed, and one for each of the others."""
    *others, last = typed
    begun = islice(known.begins, bisect_left(known.begins, (last, 0)), None)
    for place in sorted({place for _word, place in takewhile(lambda each: each[0].startswith(last), begun)}):
        name = known.names[place]
        if all(any(word.startswith(other) for word in name.words) for other in others):
            yield name


def _finished(known, typed, last) -> list[Suggestion]:
    """With a word of headlines for the last: one that begins so, or else one that is spelt nearly so."""
    found = [word for word in _begun(known.words, last) if word != last]
    if not found and last not in known.often and len(last) >= SHORTEST_NEAR:
        near = (word for word in _begun(known.words, last[0]) if abs(len(word) - len(last)) < 2)
        found = [word for word in near if distance(word, last) == 1]
    before = typed.rpartition(" ")[0]
    best = sorted(found, key=lambda word: (-known.often[word], word))[:MOST]
    asked = [f"{before} {known.printed.get(word, word).lower()}".strip() for word in best]
    return [Suggestion(words, f"{reverse('search')}?{urlencode({'q': words})}") for words in asked]


def _begun(words, letters):
    return takewhile(lambda word: word.startswith(letters), islice(words, bisect_left(words, letters), None))
