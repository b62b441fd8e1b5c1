"""One line and one count for each request that Django answers, under an id that all its log lines carry."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from newsroom.monitoring.logs import request_id
from newsroom.monitoring.metrics import observe
from newsroom.monitoring.paths import public_path
from newsroom.monitoring.queries import watch_queries

logger = logging.getLogger("newsroom.requests")

HEADER = "X-Request-Id"
GOOD_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


def request_middleware(get_response: Callable) -> Callable:
    def answer(request):
        began = time.perf_counter()
        token = request_id.set(id_of(request))
        try:
            with watch_queries():
                response = get_response(request)
            response[HEADER] = request_id.get()
            _tell(request, response, time.perf_counter() - began)
        finally:
            request_id.reset(token)
        return response

    return answer


def id_of(request: HttpRequest) -> str:
    """The id that a proxy has given the request, or a new one."""
    given = request.headers.get(HEADER, "")
    return given if GOOD_ID.fullmatch(given) else secrets.token_hex(8)


def _tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    match = request.resolver_match
    view = (match.view_name or "unnamed") if match else "none"
    observe(view=view, status=response.status_code, seconds=seconds)
    if logger.isEnabledFor(logging.INFO):
        log_request(
            method=request.method,
            path=public_path(request),
            status=response.status_code,
            seconds=seconds,
            view=view,
        )


def log_request(*, method: str, path: str, status: int, seconds: float, view: str, cache: str = "") -> None:
    """Write the line of one request, also for who answers without Django."""
    fields = {"method": method, "path": path, "status": status, "ms": round(seconds * 1000, 2), "view": view}
    if cache:
        fields["cache"] = cache
    logger.info("%s %s %s %.0f ms", method, path, status, seconds * 1000, extra={"fields": fields})
