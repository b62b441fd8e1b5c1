"""The sandbox's messages: signed, and put through the whole of our own request handling like anybody's."""

import io
import json
from functools import cache

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac

from common.webhook_signatures import sign

SIGNATURE = "HTTP_SANDBOX_SIGNATURE"


def secret() -> str:
    return salted_hmac("supporters.sandbox", "webhook", algorithm="sha256").hexdigest()


@cache
def _handler():
    return WSGIHandler()


def post(event) -> int:
    """Deliver one message and return the status that it was answered with."""
    body = json.dumps(event).encode()
    return post_raw(body, signature=sign(body=body, secret=secret()))


def post_raw(body, *, signature) -> int:
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": reverse("supporters:webhook", args=["sandbox"]),
            "SCRIPT_NAME": "",
            "SERVER_NAME": settings.SITE_HOST,
            "SERVER_PORT": str(settings.PORT),
            "REMOTE_ADDR": "127.0.0.1",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "https" if settings.HTTPS else "http",
            "HTTP_X_FORWARDED_PROTO": "https" if settings.HTTPS else "http",
            "HTTP_HOST": settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else settings.SITE_HOST,
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            SIGNATURE: signature,
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
        }
    )
    return _handler().get_response(request).status_code
