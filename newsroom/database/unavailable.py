"""The one answer where the database is locked, stopped or gone, or the disk full: 503, with what was typed in hand."""

import logging
import sqlite3
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.disk_reserve import PRIMARY, is_disk_full, is_disk_low, release_reserve
from newsroom.database.limits import LockPatience

logger = logging.getLogger(__name__)

RETRY_AFTER = 10  # seconds
# What SQLite raises under the same name for a mistake of ours, such as a table that is not there, is none of these.
SQLITE_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}


class DatabaseMiddleware:
    """Bounds what a request waits for, and answers for a view that could not have the database."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response
        self.patience = LockPatience()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and not _is_of_desk(request) and is_disk_low():
            return answer_unavailable(request)  # what is left is the desk's, which may have to take a story down
        with connection.execute_wrapper(self.patience):
            return self.get_response(request)

    def process_exception(self, request, exception) -> HttpResponse | None:
        if is_disk_full(exception):
            if _is_of_desk(request):
                release_reserve()  # so that the next try succeeds
            return answer_unavailable(request)
        return answer_unavailable(request) if is_unavailable(exception) else None


def _is_of_desk(request):
    return request.path_info.startswith("/admin/")


def is_unavailable(error: BaseException | None) -> bool:
    """Whether this error, or the one that it came of, is the database's state and no mistake of ours."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError):
            code = getattr(error.__cause__, "sqlite_errorcode", None)
            return code is None or code & PRIMARY in SQLITE_PASSING
        error = error.__cause__
    return False


def answer_unavailable(request: HttpRequest) -> HttpResponse:
    """Says that nothing was kept and what to do, and offers to send again what can be sent again."""
    request.is_without_database = True
    logger.warning("The database could not be had.", exc_info=settings.DEBUG, extra={"request": request})
    if request.headers.get("Sec-Fetch-Dest") == "empty":  # a script asked, and knows what to do with its words
        response = HttpResponse("Try again in a moment.\n", content_type="text/plain; charset=utf-8", status=503)
    else:
        response = render(request, "503.html", _what_was_sent(request), status=503)
    response["Retry-After"], response["Cache-Control"] = str(RETRY_AFTER), "no-store"
    response._has_been_logged = True  # by the line above; Django would write another
    return response


def _what_was_sent(request):
    if request.method != "POST":
        return {}
    has_password = any("password" in name for name in request.POST)  # which stands in no page
    fields = list(_fields(request)) if _is_ours(request) and not has_password else []
    return {"was_sent": True, "has_files": bool(request.FILES), "fields": fields}


def _is_ours(request):
    """Only a form of this site is offered again: one that another site sent would become ours by the button."""
    is_same = request.headers.get("Sec-Fetch-Site") == "same-origin"
    return is_same or request.headers.get("Origin") == settings.SITE_URL


def _fields(request) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        yield from ((name, value) for value in values)
