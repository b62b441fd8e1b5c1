"""The search page. It is drawn for each reader and kept by nobody.

What can be typed has no end: kept, such pages would push those that everybody reads out of the page cache, and whoever
asks could not be counted.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.body.rendering import Html
from articles.models import Edition, EditionByline, EntryEdition
from articles.search.find import BEST as MOST_PAGED
from articles.search.find import MOST_COUNTED, PAGE, Counted, Hits, how_many, newest, relevant
from articles.search.meant import did_you_mean
from articles.search.passages import entries_that_answer
from articles.search.snippets import marked, snippet, wanted
from common.limits import SEARCHES
from common.live_parts import frame
from newsroom.pages.search_form import BEST, NEWEST, SearchForm
from newsroom.pages.search_names import Named, named
from newsroom.pages.search_suggest import Suggestion, suggestions

MOST_NARROWER = 3  # authors, and topics, that a page offers to narrow it to
FEW = 3  # stories: with fewer, something else may have been meant


@dataclass
class FoundStory:
    edition: Edition
    headline: Html
    snippet: Html
    entry: EntryEdition | None = None  # which alone has some of the words

    @property
    def url(self) -> str:
        """Where the words stand."""
        address = self.edition.get_absolute_url()
        return f"{address}entry/{self.entry.uuid}/" if self.entry else address


@dataclass
class Results:
    stories: list[FoundStory] = field(default_factory=list)
    hits: Hits = field(default_factory=lambda: Hits([]))
    count: Counted | None = None  # of stories, on the first page
    named: list[Named] = field(default_factory=list)
    suggested: list[Suggestion] = field(default_factory=list)
    meant: str = ""

    @property
    def counted(self) -> str:
        """How many stories there are, in words."""
        if self.count is None:
            return ""
        number, is_all = self.count
        if number > MOST_COUNTED:
            return _("More than %(most)s stories") % {"most": f"{MOST_COUNTED:,}"}
        if not is_all:
            return _("%(count)s stories at least") % {"count": f"{number:,}"}
        return _("One story") if number == 1 else _("%(count)s stories") % {"count": f"{number:,}"}


@require_safe
def search(request: HttpRequest, template: str = "newsroom/search.html") -> HttpResponse:
    form = SearchForm(request.GET)
    form.is_valid()
    question = form.question()
    context = {"form": form, "is_asked": bool(question), "frame": frame(request)}
    context["every"] = {name: _address(request, **{name: ""}) for name in ("author", "topic")}
    context |= {"full_url": reverse("search"), "title": form.cleaned_data.get("q") or _("Search")}
    status = 200
    if question and not _is_allowed(request):
        context |= {"refusal": SEARCHES.message, "is_asked": False}
        status = 429
    elif question:
        context |= _answer(request, form, question)
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _is_allowed(request):
    """While nothing can be written down, nobody is counted, and readers still find what they look for."""
    try:
        return SEARCHES.allows_network_of(request)
    except Error:
        return True


def _answer(request, form, question):
    page, cursor = _page_of(request), request.GET.get("before", "")
    is_first = page == 1 and not cursor
    hits = newest(question, before=cursor) if form.order == NEWEST else relevant(question, page=page)
    results = Results(_stories(hits, question), hits)
    if is_first:
        results.count = how_many(hits.asked) if hits.count is None else Counted(hits.count, not hits.asked.is_cut)
        results.named = named(question)
        results.suggested = _suggested(form, results.named)
        if len(hits.editions) < FEW:
            results.meant = did_you_mean(form.cleaned_data["q"], question)
        if results.meant:  # that has all words put right: the question with its last one finished may lead nowhere
            results.suggested = [each for each in results.suggested if each.words]
    links = {"older": _address(request, before=hits.older) if hits.older else ""}
    links["next"] = _address(request, page=page + 1) if hits.more else ""
    links["all"] = _address(request, by=NEWEST) if page * PAGE >= MOST_PAGED else ""
    links["first"] = "" if is_first else _address(request)
    links["meant"] = _address(request, q=results.meant) if results.meant else ""
    links["narrower"] = [(label, _address(request, **{name: slug})) for name, slug, label in _narrower(form, hits)]
    links["widened"] = f"?{urlencode({'q': form.cleaned_data['q']})}" if form.is_narrowed else ""
    links["other_order"] = _address(request, by=BEST if form.order == NEWEST else NEWEST)
    return {"results": results, "links": links, "is_newest": form.order == NEWEST}


def _suggested(form, named):
    """What begins like the words that were typed, but for what is called just so."""
    shown = {each.url for each in named}
    return [each for each in suggestions(form.cleaned_data["q"]) if each.url not in shown]


def _narrower(form, hits):
    """Authors and topics of several of these stories, for those who want only theirs."""
    for name, rows in (
        ("author", EditionByline.objects.values_list("author__slug", "author__name")),
        ("topic", Edition.topics.through.objects.values_list("topic__slug", "topic__name")),
    ):
        if not form.cleaned_data.get(name):
            often = Counter(rows.filter(edition__in=hits.editions)).most_common(MOST_NARROWER)
            yield from ((name, slug, label) for (slug, label), times in often if 1 < times < len(hits.editions))


def _page_of(request):
    page = request.GET.get("page", "")
    return min(max(int(page), 1), MOST_PAGED // PAGE) if page.isascii() and page.isdigit() and len(page) < 4 else 1


def _stories(hits, question):
    tokens = wanted(question)
    found = Edition.objects.live().filter(pk__in=hits.editions).select_related("section")
    editions = {edition.pk: edition for edition in found}
    entries = entries_that_answer(question, editions.values())
    return [
        _found(editions[pk], entries.get(editions[pk].article_id), tokens) for pk in hits.editions if pk in editions
    ]


def _found(edition, entry, tokens):
    headline = marked(edition.headline, tokens)
    if entry:
        return FoundStory(edition, headline, snippet(f"<p>{escape(entry.headline)}</p>{entry.words}", tokens), entry)
    return FoundStory(edition, headline, _words_around(edition, tokens))


def _words_around(edition, tokens):
    """The standfirst where it has a word that was looked for, else the body about one."""
    head = marked(edition.standfirst, tokens)
    return head if "<mark>" in head else snippet(edition.body, tokens)


def _address(request, **changes):
    """This question again, from its first page, but for these changes."""
    query = request.GET.copy()
    for name in ("before", "page"):
        query.pop(name, None)
    for name, value in changes.items():
        query[name] = value
        if not value:
            del query[name]
    return f"?{query.urlencode()}"
