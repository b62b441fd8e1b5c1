"""What is not a story and is called so: sections, topics, authors, polls and own pages, each with where it leads."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from articles.models import Author, AuthorListing, Section, Topic, TopicListing
from articles.search.question import Question, Term
from articles.search.tokens import words_in
from common.site_version import remembered
from newsroom.paper.pages import own_pages
from polls.models import Poll

MOST, MOST_READ = 4, 50  # of each kind: on the page, and looked at


@dataclass(frozen=True)
class Named:
    kind: str
    name: str
    url: str


Find = Callable[[tuple[Term, ...]], Iterable[Named]]


def named(question: Question) -> list[Named]:
    """All that has every word of the question in its name."""
    return [each for find in FINDERS for each in find(question.terms)]


def all_sections() -> list[Section]:
    return remembered("named-sections", ["site"], lambda: list(Section.objects.in_order()))


def _sections(terms):
    return _named(_("Section"), all_sections(), terms)


def _topics(terms):
    listed = TopicListing.objects.live().filter(topic=OuterRef("pk"))
    return _named(_("Topic"), _likely(Topic.objects.filter(Exists(listed)).order_by("name"), terms), terms)


def _authors(terms):
    listed = AuthorListing.objects.live().filter(author=OuterRef("pk"))
    return _named(_("Author"), _likely(Author.objects.filter(Exists(listed)).order_by("name"), terms), terms)


def _polls(terms):
    return _named(_("Poll"), _likely(Poll.objects.public().order_by("-opens_at", "-pk"), terms), terms)


def _likely(rows: QuerySet, terms):
    """The rows that may have these words: a plural can end in another letter than its singular."""
    found = Q()
    for term in terms:
        ways = Q()
        for way in term.alternatives:
            ways |= Q(*(("folded__contains", token.removesuffix("y")) for token in way.tokens))
        found &= ways
    return rows.filter(found)[:MOST_READ]


def _named(kind, rows, terms):
    return [Named(kind, str(row), row.get_absolute_url()) for row in rows if _has(str(row), terms)][:MOST]


def _has(name, terms):
    forms = {form for word in words_in(name) for form in word.forms}
    return all(any(forms.issuperset(way.tokens) for way in term.alternatives) for term in terms)


def _pages(terms):
    return _named(_("Page"), own_pages().live, terms)


FINDERS: list[Find] = [_sections, _topics, _authors, _polls, _pages]
