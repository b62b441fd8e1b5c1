"""A map as readers would have it, drawn for the dialog that asks for its places."""

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render

from articles.body.cleaning import clean_body
from articles.body.kinds.map import KIND
from articles.body.rendering import Objects, Renderer
from articles.models import Article
from common.can import can

LONGEST = 20_000  # signs, far beyond twelve places with their words


def map_view(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Answers with HTML. Nothing is stored."""
    if not can(request.user, "change", Article):
        raise PermissionDenied
    html = request.POST.get("html", "")
    if len(html) > LONGEST:
        return HttpResponseBadRequest()
    clean = clean_body(html)
    is_map = clean.startswith(f'<section data-kind="{KIND.name}">')
    blocks = Renderer(Objects()).blocks(clean) if is_map else []
    return render(request, "admin/articles/article/_map.html", {"blocks": blocks})
