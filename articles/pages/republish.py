"""The page from which other papers take a story, where the paper lets them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.exporting.kit import kit_html, may_be_republished
from articles.exporting.stories import with_all_told
from articles.models import Edition
from articles.pages.views import not_here
from common.languages import speaking
from common.linked_data import whole_address
from common.redirects import redirect_for_now
from common.site_version import uses


@require_safe
def republish(request: HttpRequest, section: str, slug: str, pk: int) -> HttpResponse:
    """What to print, and what must not be changed in it. For no search engine: the story itself is."""
    uses(f"story:{pk}", "paper")
    edition = with_all_told(Edition.objects.live().filter(article_id=pk)).first()
    if edition is None:
        return not_here(request, pk)
    if not may_be_republished(edition, edition.lines_in_order()):
        raise Http404
    if request.path != (path := republish_path(edition)):
        return redirect_for_now(request, path)
    head = f'<link rel="canonical" href="{whole_address(edition.get_absolute_url())}">'
    context = {"edition": edition, "html": kit_html(edition), "head": head}
    with speaking(edition.language):
        response = render(request, "articles/republish.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def republish_path(edition: Edition) -> str:
    return reverse("articles:republish", args=[edition.section.slug, edition.slug, edition.article_id])
