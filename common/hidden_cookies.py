"""Cookies that the web server could not read.

granian over WSGI hands over an empty header for one with a byte above 127. So one cookie with an accent, of whatever
site on the domain, hides all the others, ours among them. We cannot read them, but we can say what has happened.
The paper's own door hands over the bytes: this is for whoever brings such a server.
"""

from django.http import HttpRequest


def cookies_are_hidden(request: HttpRequest) -> bool:
    """Whether the browser sent cookies of which nothing is left; one without cookies sends no header."""
    return request.META.get("HTTP_COOKIE") == ""
