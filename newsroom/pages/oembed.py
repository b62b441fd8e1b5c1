"""What another site's software asks for when somebody pastes an address of ours (https://oembed.com)."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.pages.embed import story_oembed, video_oembed
from common.other_sites import Space, open_to_other_sites
from common.request_source import host_in
from common.text import only_xml
from polls.pages.embed import poll_oembed

TELLERS: dict[str, Callable[[int, Space], dict | None]] = {
    "articles:article": story_oembed,
    "articles:embed": story_oembed,
    "articles:video": video_oembed,
    "articles:video_embed": video_oembed,
    "polls:poll": poll_oembed,
    "polls:embed": poll_oembed,
    "polls:voted": poll_oembed,
}


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Of a story, a film or a poll that readers have. Whatever else is asked for is not found, for the same reason."""
    form = request.GET.get("format", "json")
    if form not in {"json", "xml"}:
        words = _("Only JSON and XML are offered here.")
        return open_to_other_sites(HttpResponse(words, status=501, content_type="text/plain; charset=utf-8"))
    told = _told_of(request.GET.get("url", ""), Space(_pixels(request, "maxwidth"), _pixels(request, "maxheight")))
    if told is None:
        raise Http404
    if form == "json":
        return open_to_other_sites(JsonResponse(told))
    written = only_xml(render_to_string("newsroom/oembed.xml", {"told": told}))
    return open_to_other_sites(HttpResponse(written, content_type="text/xml; charset=utf-8"))


def _told_of(url, space):
    if host_in(url) != host_in(settings.SITE_URL):
        return None
    try:
        found = resolve(urlsplit(url).path)
    except Resolver404:
        return None
    teller = TELLERS.get(found.view_name)
    return teller and teller(found.kwargs["pk"], space)


def _pixels(request, name):
    """What is no number, or none that a page has, is as if it were not asked for."""
    asked = request.GET.get(name, "")
    return int(asked) if re.fullmatch(r"[1-9][0-9]{0,4}", asked) else None
