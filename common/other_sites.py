"""What other sites may have of ours: cards in their frames, answers that their pages may read, and oEmbed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from common.paper import paper_name

# Any site may frame a card, which takes nothing from its reader, and nothing else of ours.
FRAMED_CSP = settings.PUBLIC_CSP | {"frame-ancestors": ["*"], "script-src": [CSP.NONE], "form-action": [CSP.NONE]}
SECONDS_KEPT = 30


def may_be_framed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose page may stand in any site's frame, also where that site isolates itself."""

    @xframe_options_exempt
    @csp_override(FRAMED_CSP)
    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return answer


def open_to_other_sites(response: HttpResponse) -> HttpResponse:
    """Any site may read this: it is the public answer, the same for everybody."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={SECONDS_KEPT}"
    return response


@dataclass(frozen=True)
class Space:
    """The most pixels that a page has for what it embeds, as far as it says."""

    width: int | None = None
    height: int | None = None

    def cut(self, width: int, height: int) -> tuple[int, int]:
        """This size, and no more than there is: what is higher is scrolled in its frame."""
        return min(self.width or width, width), min(self.height or height, height)

    def scaled(self, width: int, height: int) -> tuple[int, int]:
        """This size made smaller until it fits, in its own shape."""
        share = min(1, (self.width or width) / width, (self.height or height) / height)
        return max(1, int(width * share)), max(1, int(height * share))

    def holds(self, width: int, height: int) -> bool:
        return (width, height) == self.cut(width, height)


def oembed_answer(*, path: str, frame: str, title: str, words: str, size: tuple[int, int], **more: object) -> dict:
    """What oEmbed tells of a page: a frame for who allows one, around plain words that are complete without it."""
    width, height = size
    context = {"site_url": settings.SITE_URL, "path": path, "frame": frame, "title": title, "words": words}
    html = render_to_string("components/oembed.html", context | {"width": width, "height": height})
    told = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": paper_name(),
        "provider_url": settings.SITE_URL,
        "cache_age": 300,
        "width": width,
        "height": height,
        "html": html.strip(),
    }
    return told | more
