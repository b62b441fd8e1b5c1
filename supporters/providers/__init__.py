"""Who takes the money. Each provider is read and made when it is asked for, so that none starts where it must not."""

from django.conf import settings
from django.utils.module_loading import import_string

from supporters.models.pledges import OFFICE
from supporters.providers.base import Provider

SANDBOX, STRIPE = "sandbox", "stripe"
# By where they are, since a provider's SDK is 8 MiB of every process, and most papers take cards by none or by one.
PROVIDERS = {
    OFFICE: "supporters.providers.office.Office",
    SANDBOX: "supporters.providers.sandbox.Sandbox",
    STRIPE: "supporters.providers.stripe.Stripe",
}


def provider_named(name) -> Provider:
    return import_string(PROVIDERS[name])()


def provider_of(pledge) -> Provider:
    """The provider through which this pledge is paid."""
    return provider_named(pledge.provider)


def card_provider() -> Provider | None:
    """The provider that takes cards here, or None: Stripe where its keys are set, the sandbox in a demonstration."""
    if settings.STRIPE_SECRET_KEY:
        return provider_named(STRIPE)
    return provider_named(SANDBOX) if settings.DEMO else None
