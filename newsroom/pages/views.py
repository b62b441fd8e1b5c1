"""Pages made of several apps, and those that belong to none."""

import datetime as dt
import sys
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.static import serve

from articles.body.rendering import data_block
from articles.models import Picture
from articles.pages.front_cards import ReadyStories
from articles.pages.most_read import most_read
from articles.pages.old_addresses import refer_by_number
from articles.pictures.develop import develop
from common.can import can
from common.hidden_cookies import cookies_are_hidden
from common.live_parts import frame
from common.media_expiry import end_of
from newsroom.database.unavailable import answer_unavailable, is_unavailable
from newsroom.monitoring.health import check_health
from newsroom.pages.front import compose_front
from newsroom.pages.lost import TooManyAreLost, stories_near, way_on
from newsroom.pages.media import media_headers
from newsroom.paper.page_data import paper_data

PLAIN = "text/plain; charset=utf-8"
LONGEST_NAME = 255  # bytes: asked for a longer one, the file system fails instead of finding nothing


@require_safe
def front(request) -> HttpResponse:
    if answer := refer_by_number(request):
        return answer
    context = {"front": compose_front(stories=ReadyStories()), "most_read": most_read(), "frame": frame(request)}
    return render(request, "newsroom/front.html", context | {"linked_data": data_block(paper_data())})


@require_safe
def security(request) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116). A paper that is served vouches for it for another month."""
    facts = {"contact": settings.SECURITY_CONTACT, "site_url": settings.SITE_URL, "languages": settings.LANGUAGE_CODE}
    facts["expires"] = (timezone.now() + dt.timedelta(days=30)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return render(request, "newsroom/security.txt", facts, content_type=PLAIN)


@require_safe
def livez(request) -> HttpResponse:
    """The process answers. Says nothing of what it depends on."""
    return HttpResponse("ok\n", content_type=PLAIN)


@require_safe
def readyz(request) -> HttpResponse:
    """Whether this node can serve readers (200 or 503), and in words what else does not work."""
    health = check_health()
    response = JsonResponse(health.as_json(), status=200 if health.serves_pages else 503)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def media(request, path) -> HttpResponseBase:
    """Pictures and films. From the moment on which its rights end, a picture is the desk's alone."""
    if len(path.encode()) > LONGEST_NAME:
        raise Http404
    end, now = end_of(path), timezone.now()
    if end is not None and end <= now and not can(request.user, "view", Picture):
        answer = HttpResponse("The rights to this file have ended.\n", content_type=PLAIN, status=410)
        answer["Cache-Control"] = "no-store"
        return answer
    try:
        response, shown = _sent(request, path), path
    except Http404:
        shown = develop(path)
        response = _sent(request, shown)
    if response.status_code != HTTPStatus.SERVICE_UNAVAILABLE:
        for name, value in media_headers(path, end, now).items():
            response[name] = value
    if shown != path:
        response["Cache-Control"] = "no-store"  # the next time it is there
    return response


def _sent(request, path):
    if settings.MEDIA_BUCKET and (unreachable := _bring_from_bucket(path)):
        return unreachable
    return serve(request, path, document_root=settings.MEDIA_ROOT)


def _bring_from_bucket(path):
    from newsroom.node.copies import BucketUnreachable, bring_copy  # its library takes a second to read, few need it

    try:
        bring_copy(path)
    except BucketUnreachable:
        answer = HttpResponse("The pictures cannot be reached.\n", content_type=PLAIN, status=503)
        answer["Retry-After"] = "5"
        return answer
    return None


def not_found(request, exception=None) -> HttpResponse:
    if mended := way_on(request):
        return mended
    context = {"title": _("Page not found")}
    try:
        context["nearest"] = stories_near(request.path_info)
    except TooManyAreLost:
        answer = render(request, "404.html", context, status=404)
        answer["Cache-Control"] = "no-store"  # the next to come here may be offered something
        return answer
    return render(request, "404.html", context, status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token. Where that is so because no cookie can be read, the page says that."""
    if cookies_are_hidden(request):
        return render(request, "hidden_cookies.html", status=400)
    return render(request, "403.html", status=403)


def broken(request) -> HttpResponse:
    """The last page standing: drawn without the database, so that it works when that is what broke."""
    if is_unavailable(sys.exception()):  # raised outside of a view, such as by a session that was to be saved
        return answer_unavailable(request)
    request.is_without_database = True
    return render(request, "500.html", status=500)
