"""The drawn pictures of pages without one, through the same gate as the pages."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from articles.models import Author, Edition, Section, Series, Topic, Video
from articles.pages.series import stories_of
from common.limits import CARDS
from common.paper import paper
from common.share_card import ShareCard, paper_card
from common.site_version import uses
from newsroom.pages.media import YEAR
from newsroom.paper.card_drawing import draw_card
from newsroom.paper.models import Page
from polls.models import Poll


def _series(pk):
    series = Series.objects.filter(pk=pk).first()
    return series if series and stories_of(series) else None  # its name alone would say what is yet to come


ROWS: dict[str, Callable[[int], object]] = {
    "story": lambda pk: Edition.objects.live().select_related("section").filter(article_id=pk).first(),
    "video": lambda pk: Video.objects.live().filter(pk=pk).first(),
    "poll": lambda pk: Poll.objects.public().filter(pk=pk).first(),
    "section": lambda pk: Section.objects.filter(pk=pk).first(),
    "topic": lambda pk: Topic.objects.filter(pk=pk).first(),
    "author": lambda pk: Author.objects.filter(pk=pk).first(),
    "series": _series,
    "page": lambda pk: Page.objects.live().filter(pk=pk).first(),
}
SCOPES = {"page": "site", "series": "lists"}  # of the others, their own
LATER = {"Retry-After": "5", "Cache-Control": "no-store"}


@require_safe
def share_card(request: HttpRequest, kind: str, pk: int, digest: str) -> HttpResponse:
    """The card of a row that readers have. Whoever asks for an older drawing is led to the one that holds now."""
    card = _card(kind, pk)
    if card is None:
        uses("site", "lists", "polls")
        raise Http404
    if digest != card.digest:
        return HttpResponseRedirect(card.address)
    known = paper()
    words = {"title": card.title, "kicker": str(card.kicker), "paper": known.name, "colour": known.accent}
    if not CARDS.allows():
        return HttpResponse("Please try again in a few seconds.\n", "text/plain; charset=utf-8", 503, headers=LATER)
    response = HttpResponse(draw_card(**words), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _card(kind, pk) -> ShareCard | None:
    if kind == "paper" and pk == 1:
        return paper_card()
    row = ROWS[kind](pk) if kind in ROWS else None
    uses(SCOPES.get(kind, f"{kind}:{pk}"))
    return row and row.share_card
