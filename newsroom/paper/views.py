"""The paper's own pages as readers have them. Their addresses are like those of sections, which are asked first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from articles.body.rendering import data_block
from common.redirects import redirect_for_now
from newsroom.paper.models import Page
from newsroom.paper.page_data import page_data
from newsroom.paper.pages import TEMPLATES, drawn_blocks, own_pages

TEXT_TEMPLATES = {"table": TEMPLATES["table"]}


def own_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Raises Http404 where there is none."""
    page = _page_at(slug)
    if page is None:
        return redirect_for_now(request, _moved(slug))
    context = {"page": page, "title": page.title, "blocks": drawn_blocks(page)}
    return render(request, "newsroom/page.html", context | {"linked_data": data_block(page_data(page))})


def own_page_as_text(request: HttpRequest, slug: str) -> HttpResponse:
    """The same in the text edition. Raises Http404 where there is none."""
    page = _page_at(slug)
    if page is None:
        moved = _moved(slug).strip("/")
        return redirect_for_now(request, reverse("text:section", args=[moved]))
    blocks = drawn_blocks(page, templates=TEXT_TEMPLATES, medium="text")
    context = {"own_page": page, "title": page.title, "blocks": blocks}
    return render(request, "text/page.html", context | {"full_url": page.get_absolute_url()})


def _page_at(slug):
    found = own_pages().called(slug)
    return get_object_or_404(Page.objects.live(), pk=found.pk) if found else None


def _moved(slug):
    address = own_pages().former.get(slug)
    if address is None:
        raise Http404
    return address
