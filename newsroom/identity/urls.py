"""Addresses of signing in, for the desk's site to hang up. Those of the door open before a factor was used."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.admin import AdminSite
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from newsroom.identity import views

AT_THE_DOOR = [
    ("sign-in/with-passkey/", views.sign_in_with_passkey, "sign_in_with_passkey"),
    ("sign-in/second-step/", views.second_step, "second_step"),
    ("sign-in/", views.factors, "factors"),
    ("sign-in/app/", views.new_app, "add_app"),
    ("sign-in/passkey/", views.new_passkey, "add_passkey"),
]
INSIDE = [
    ("sign-in/codes/", views.recovery_codes, "recovery_codes"),
    ("sign-in/<str:kind>/<row:pk>/", views.factor, "factor"),
    ("sign-in/of/<row:pk>/remove/", views.remove_factors, "remove_factors"),
]


def urls_of(site: AdminSite) -> list[URLPattern]:
    door = [path(address, _at_the_door(site, view), name=name) for address, view, name in AT_THE_DOOR]
    inside = [path(address, site.admin_view(_with_context(site, view)), name=name) for address, view, name in INSIDE]
    return [*door, *inside]


def _with_context(site, view) -> Callable:
    @wraps(view)
    def answer(request, **numbers):
        return view(request, site.each_context(request), **numbers)

    return require_http_methods(["GET", "POST"])(sensitive_post_parameters()(answer))


def _at_the_door(site, view):
    return csp_override(settings.DESK_CSP)(never_cache(_with_context(site, view)))
