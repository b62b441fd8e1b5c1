"""Stories that a reader saves. They stay in the browser: the site gives a page and a script, and is told nothing."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    return render(request, "newsroom/saved.html", {"title": _("Saved stories")})


@require_safe
def offline_worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It has to come from the root of the site: it looks after no page above its own address."""
    script = Path(finders.find("newsroom/js/offline.js")).read_bytes()
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")
