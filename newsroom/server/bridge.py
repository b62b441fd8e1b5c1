"""From a whole request to Django and back, on a thread of its own."""

import io
from typing import Any
from urllib.parse import unquote_to_bytes

from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.http.response import HttpResponseBase

from common import site_version
from newsroom.page_cache.page import Answer
from newsroom.server.request import Request

# All that a page which is the same for everybody may depend on beside its address.
PUBLIC_HEADERS = {b"host", b"x-forwarded-proto", b"x-request-id"}
NOT_PASSED_ON = {"connection", "keep-alive", "transfer-encoding", "date", "content-length"}


class Django(WSGIHandler):
    """Django's own handler, asked for its response and for what that is made of instead of for WSGI."""

    def respond(self, environ: dict[str, Any]) -> Answer:
        signals.request_started.send(sender=self.__class__, environ=environ)
        with site_version.collecting() as scopes:
            response = self.get_response(self.request_class(environ))
            answer = answer_of(response, is_head=environ["REQUEST_METHOD"] == "HEAD")
        answer.scopes = frozenset(scopes)
        answer.holds_until_change = getattr(response, "holds_until_change", False)
        return answer


def answer_of(response: HttpResponseBase, *, is_head: bool = False) -> Answer:
    """The response read whole, so that its thread is free before anybody takes it. A file is left to be sent."""
    headers = [(name, value) for name, value in response.items() if name.lower() not in NOT_PASSED_ON]
    headers += [("Set-Cookie", cookie.OutputString()) for cookie in response.cookies.values()]
    file = getattr(response, "file_to_stream", None)
    if isinstance(file, io.BufferedReader) and not is_head:
        response.file_to_stream = None
        response._resource_closers.remove(file.close)
        answer = Answer(response.status_code, headers, file=file)
    else:
        body = response.content if isinstance(response, HttpResponse) else b"".join(response)
        answer = Answer(response.status_code, headers, body)
    response.close()
    return answer


def environ_of(request: Request, *, address: tuple[str, int], target: bytes | None = None) -> dict[str, Any]:
    """The request as PEP 3333 has it. A public page, named by its canonical target, hears nothing of its reader."""
    path, _, query = (request.target if target is None else target).partition(b"?")
    environ = {
        "REQUEST_METHOD": "GET" if target is not None else request.method.decode("latin-1"),
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query.decode("latin-1"),
        "SERVER_NAME": address[0],
        "SERVER_PORT": str(address[1]),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": request.client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": request.body or io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in request.headers.items():
        # An underscore would become the same name as a hyphen, and so a way past a proxy that sets a header.
        if b"_" in name or (target is not None and name not in PUBLIC_HEADERS):
            continue
        key = name.decode("latin-1").upper().replace("-", "_")
        environ[key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"] = value.decode("latin-1")
    if request.body is not None and target is None:
        request.body.seek(0)
        environ["CONTENT_LENGTH"] = str(request.length)
    return environ
