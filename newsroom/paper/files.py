"""The paper's look as files: icons in every size, a manifest, and a sheet of its own colours."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from common.paper import paper
from newsroom.paper.icons import PNG_SIDES, favicon_of, icon_of, initial_icon
from newsroom.paper.identity import Paper

LONG = "public, max-age=604800"  # a week, in browsers
OWN_COLOUR = "#0d5c63"
SHEET = ":root{{--accent:{0};--link:{0}}}\n@supports (color:light-dark(#000,#fff))"
SHEET += "{{:root{{--accent:light-dark({0},{1});--link:light-dark({0},{1})}}}}\n"


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return _for_long(HttpResponse(favicon_of(_drawing()), content_type="image/x-icon"))


@require_safe
def icon(request: HttpRequest, name: str) -> HttpResponse:
    return _for_long(HttpResponse(icon_of(_drawing(), name), content_type="image/png"))


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    known = paper()
    facts = {
        "name": known.name,
        "short_name": known.name.removeprefix("The ")[:30],
        "description": known.strapline,
        "start_url": reverse("front"),
        "display": "minimal-ui",
        "background_color": "#fbf9f4",
        "theme_color": "#fbf9f4",
        "icons": [
            {
                "src": reverse(name),
                "sizes": f"{side}x{side}",
                "type": "image/png",
                "purpose": "maskable" if name == "icon-maskable" else "any",
            }
            for name, side in PNG_SIDES.items()
            if name not in {"icon-32", "apple-touch-icon"}
        ],
    }
    return _for_long(JsonResponse(facts, content_type="application/manifest+json"))


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The colours over those of the palette; nothing where the paper has none of its own."""
    row = Paper.objects.only("accent", "accent_dark").filter(pk=1).first()
    colours = SHEET.format(row.accent, row.dark) if row and row.accent else ""
    return _for_long(HttpResponse(colours, content_type="text/css; charset=utf-8"))


def _drawing():
    row = Paper.objects.filter(pk=1).first()
    return bytes(row.icon) if row and row.icon else initial_icon(paper().name, (row and row.accent) or OWN_COLOUR)


def _for_long(response):
    response["Cache-Control"] = LONG
    return response
