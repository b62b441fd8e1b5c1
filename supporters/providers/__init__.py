from supporters.providers.office import Office

PROVIDERS = {provider.name: provider for provider in [Office()]}


def provider_of(pledge):
    """The provider through which this pledge is paid."""
    return PROVIDERS[pledge.provider]
