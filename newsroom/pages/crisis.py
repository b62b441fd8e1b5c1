"""In a crisis everybody gets the text edition, at the addresses that they know."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from common.paper import paper
from common.site_version import uses
from newsroom.page_cache.pages import PUBLIC_PAGES
from newsroom.pages.text_edition import TWINS, twin_of


class TextOnlyMiddleware:
    """Draws the twin of a page in its place while the desk has it so. A page without a twin is drawn as always."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: list, kwargs: dict) -> HttpResponse | None:
        page = request.resolver_match.view_name
        if page not in TWINS or not paper().is_text_only:
            return None
        twin = resolve(twin_of(request))
        if rule := PUBLIC_PAGES.get(twin.view_name):
            uses(*rule.scopes)  # kept under the name of the full page, it goes when its twin would
        return twin.func(request, *twin.args, **twin.kwargs)
