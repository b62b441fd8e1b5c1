"""Send a reader to where a page stands now."""

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url


def redirect_for_now(request: HttpRequest, to: object, *args: object, **kwargs: object) -> HttpResponseRedirect:
    """A redirect that no browser keeps, with the query that came.

    Whatever an editor may change can be changed back. A browser that had kept the first answer would then be sent
    from the one address to the other for ever.
    """
    address, query = resolve_url(to, *args, **kwargs), request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(f"{address}?{query}" if query else address)
