"""Where the service posts what became of letters. Its own view at django-anymail checks who says it and reads it."""

from collections.abc import Callable

from anymail.exceptions import AnymailError
from anymail.signals import tracking
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.module_loading import import_string

from newsroom.newsletters.mail_service.known import SERVICES
from newsroom.newsletters.mail_service.take import take_event

# What reading comes to where a body is not what the service sends. In writing down, these are faults of ours.
MALFORMED = (AnymailError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)


class _Unreadable(Exception):
    """Of somebody else, or not what the service sends."""


class _Careful:
    """A body that cannot be read is a 400, and no fault that somebody has to look at."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except _Unreadable:
            return HttpResponseBadRequest()

    def run_validators(self, request: HttpRequest) -> None:
        self._read(super().run_validators, request)

    def parse_events(self, request: HttpRequest) -> list:
        return self._read(super().parse_events, request)

    def _read(self, step, request):
        try:
            return step(request)
        except MALFORMED:
            raise _Unreadable from None


def _take(event, esp_name, **_others):
    take_event(event=event, service=esp_name)


tracking.connect(_take)


def reports_view(key: str) -> Callable[[HttpRequest], HttpResponse]:
    view = import_string(f"anymail.webhooks.{key}.{SERVICES[key].view}")
    return type(view.__name__, (_Careful, view), {}).as_view()
