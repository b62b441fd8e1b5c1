"""The key by which search engines know that an announcement is the paper's own: they read it at an address of ours."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_safe


def indexnow_key() -> str:
    """It is no secret, and is made of the one that the paper has."""
    return salted_hmac("newsroom.announcing", "indexnow", algorithm="sha256").hexdigest()[:32]


@require_safe
def indexnow_key_file(request: HttpRequest, key: str) -> HttpResponse:
    if key != indexnow_key():
        raise Http404
    return HttpResponse(key, content_type="text/plain; charset=utf-8")
