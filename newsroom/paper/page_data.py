"""A page of the paper's own told to machines in the words of schema.org."""

from django.conf import settings
from django.urls import reverse

from common.paper import paper_name, publisher_data
from newsroom.paper.models import Page

TYPES = {Page.Kind.ABOUT: "AboutPage", Page.Kind.CONTACT: "ContactPage"}


def page_data(page: Page) -> dict:
    """What it is and where it stands: two steps from the front."""
    front, address = f"{settings.SITE_URL}{reverse('front')}", f"{settings.SITE_URL}{page.get_absolute_url()}"
    steps = [(paper_name(), front), (page.title, address)]
    return {
        "@context": "https://schema.org",
        "@type": TYPES.get(page.kind, "WebPage"),
        "@id": address,
        "url": address,
        "name": page.title,
        "dateModified": page.changed_on.isoformat(),
        "inLanguage": settings.LANGUAGE_CODE,
        "publisher": publisher_data(),
        "breadcrumb": {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": position, "name": name, "item": item}
                for position, (name, item) in enumerate(steps, 1)
            ],
        },
    }
