"""Pages told to machines in the words of schema.org, alike in every app."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from common.paper import paper_name, publisher_data

CONTEXT = "https://schema.org"


def whole_address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def web_page(kind: str, *, name: str, path: str, above: Sequence[tuple[str, str]] = (), **facts: object) -> dict:
    """A page of this type and its place under the front, by way of those `above` it. What is empty is left out."""
    steps = [(paper_name(), reverse("front")), *above, (name, path)]
    data = {
        "@context": CONTEXT,
        "@type": kind,
        "@id": whole_address(path),
        "url": whole_address(path),
        "name": name,
        "inLanguage": settings.LANGUAGE_CODE,
        "publisher": publisher_data(),
        "breadcrumb": {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": position, "name": step, "item": whole_address(at)}
                for position, (step, at) in enumerate(steps, 1)
            ],
        },
        **facts,
    }
    return {name: value for name, value in data.items() if value}
