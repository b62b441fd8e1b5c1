"""Frames of other sites: which a page lets in is said in its own answer, and no page lets in any by itself."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpResponse


def let_in(response: HttpResponse, origins: Iterable[str]) -> HttpResponse:
    """The answer, on whose page frames of these hosts may be shown, also over the whole screen."""
    if origins := sorted(origins):
        response._csp_config = settings.PUBLIC_CSP | {"frame-src": origins}
        response.framed_origins = origins
    return response
