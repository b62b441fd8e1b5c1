"""Addresses as they may be written down: those that open a page for whoever knows them lose what opens it."""

import re

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve

# Parts of addresses that are a key to something, by the name that they have in the table of addresses.
SECRETS = {"token", "public_id", "session", "number"}
HIDDEN = "*"
# In an address that is none of ours, such as a link that a mail program has broken.
LOOKS_SECRET = re.compile(r"[^/]{24,}")


def public_path(request: HttpRequest) -> str:
    """The path, without its query and its secrets."""
    match = request.resolver_match or _match(request.path_info)
    if match is None:
        return LOOKS_SECRET.sub(HIDDEN, request.path)
    path = request.path
    for name in SECRETS & match.kwargs.keys():
        path = path.replace(str(match.kwargs[name]), HIDDEN)
    return path


def _match(path) -> ResolverMatch | None:
    try:
        return resolve(path if path.endswith("/") else f"{path}/")
    except Resolver404:
        return None
