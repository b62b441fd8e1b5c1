"""Pages about one person or one form: stored by nobody, posted to from our own pages alone."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.cache import patch_cache_control
from django.utils.csp import CSP

from common.request_source import Source, source_of

STRIPE_HOSTS = ["https://checkout.stripe.com", "https://billing.stripe.com"]


def personal_page(view) -> Callable:
    """A page about one person or one form: nobody stores it, no search engine lists it, no other site hears of it."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        if settings.STRIPE_SECRET_KEY:
            # A browser holds the whole way that a form leads to against the policy, and ours can lead to Stripe.
            response._csp_config = settings.PUBLIC_CSP | {"form-action": [CSP.SELF, *STRIPE_HOSTS]}
        return response

    return answer


def refuse_foreign_post(request) -> None:
    if request.method == "POST" and source_of(request) == Source.FOREIGN:
        raise PermissionDenied
