"""Who takes the money. Each provider is made when it is asked for, so that none starts where it must not."""

from django.conf import settings

from supporters.providers.base import Provider
from supporters.providers.office import Office
from supporters.providers.sandbox import Sandbox
from supporters.providers.stripe import Stripe

OFFICE = Office.name
PROVIDERS = {provider.name: provider for provider in [Office, Sandbox, Stripe]}


def provider_named(name) -> Provider:
    return PROVIDERS[name]()


def provider_of(pledge) -> Provider:
    """The provider through which this pledge is paid."""
    return provider_named(pledge.provider)


def card_provider() -> Provider | None:
    """The provider that takes cards here, or None: Stripe where its keys are set, the sandbox in a demonstration."""
    if settings.STRIPE_SECRET_KEY:
        return provider_named(Stripe.name)
    return provider_named(Sandbox.name) if settings.DEMO else None
