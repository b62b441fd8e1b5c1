"""The desk's one door. Whoever has signed in by password alone is nobody to every view, of the desk or not."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from newsroom.identity.fresh import ask_to_prove
from newsroom.identity.proved import person_by_factor, person_by_password


class FactorMiddleware:
    """Gives views `request.user`, and the pages of the second step `request.user_by_password`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        by_session = request.user  # lazy, as all here: public pages never ask who reads them
        request.user_by_password = SimpleLazyObject(lambda: person_by_password(request, by_session))
        request.user = SimpleLazyObject(lambda: person_by_factor(request, request.user_by_password))
        del request.auser  # it would know nothing of factors
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args, kwargs) -> HttpResponse | None:
        return ask_to_prove(request)
