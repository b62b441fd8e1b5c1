"""What was taken down answers before anything asks the database, whatever state that is in."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import Resolver404, resolve

from common.tombstones import is_file_taken_down, notice_of
from newsroom.body_sizes import TOO_LONG, longest_body

STORIES = {"articles:article", "articles:embed", "articles:republish", "text:story"}
ENDS_LIKE_A_STORY = re.compile(r"-([0-9]{1,18})(?:/embed|/republish|/[0-9a-f]{16}\.png)?/?\Z")

FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
CHARSETS = {"", "utf-8", "utf8", "us-ascii"}


def body_size_middleware(get_response) -> Callable:
    """Refuses a body by the length that it says, before any of it is read, whatever server is in front."""

    def answer(request):
        length = request.META.get("CONTENT_LENGTH") or ""
        most = longest_body(request.path_info, cookies=request.META.get("HTTP_COOKIE", ""))
        if length.isdecimal() and int(length[:19]) > most:
            return HttpResponse(f"{TOO_LONG}\n", content_type="text/plain; charset=utf-8", status=413)
        return get_response(request)

    return answer


def charset_middleware(get_response) -> Callable:
    """Refuses a form that is not UTF-8. Django looks any codec's name up, and one that is not of text fails later."""

    def answer(request):
        charset = request.content_params.get("charset", "") if request.content_type in FORMS else ""
        if charset.lower() not in CHARSETS:
            return HttpResponseBadRequest("Send this form as UTF-8.\n", content_type="text/plain; charset=utf-8")
        return get_response(request)

    return answer


def takedown_middleware(get_response) -> Callable:
    def answer(request):
        path = request.path_info
        if path.startswith(f"/{settings.MEDIA_URL.lstrip('/')}"):
            if is_file_taken_down(path.removeprefix(f"/{settings.MEDIA_URL.lstrip('/')}")):
                return _gone(request, "")
        elif (notice := _notice(path)) is not None:
            return _gone(request, notice)
        return get_response(request)

    return answer


def _notice(path):
    story = ENDS_LIKE_A_STORY.search(path)
    notice = notice_of(int(story[1])) if story else None
    return notice if notice is not None and _is_story(path) else None


def story_at(path: str) -> int | None:
    """The number of the story whose address this is, by its look alone."""
    story = ENDS_LIKE_A_STORY.search(path)
    return int(story[1]) if story and _is_story(path) else None


def _is_story(path):
    """Films and polls have numbers of their own."""
    try:
        found = resolve(path if path.endswith(("/", ".png")) else f"{path}/")
    except Resolver404:
        return False
    return found.view_name in STORIES or (found.view_name == "share_card" and found.kwargs["kind"] == "story")


def _gone(request, notice):
    request.is_without_database = True
    response = render(request, "taken_down.html", {"notice": notice}, status=410)
    response["Cache-Control"] = "no-store"
    return response
