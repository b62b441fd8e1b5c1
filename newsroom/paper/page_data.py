"""The paper and the pages of its own told to machines in the words of schema.org."""

from django.conf import settings
from django.urls import reverse

from common.linked_data import CONTEXT, web_page, whole_address
from common.paper import paper_name, publisher_data
from newsroom.paper.models import Page
from newsroom.paper.pages import own_pages

TYPES = {Page.Kind.ABOUT: "AboutPage", Page.Kind.CONTACT: "ContactPage"}
POLICIES = {
    Page.Kind.ETHICS: "ethicsPolicy",
    Page.Kind.OWNERSHIP: "ownershipFundingInfo",
    Page.Kind.PEOPLE: "masthead",
    Page.Kind.COMPLAINTS: "actionableFeedbackPolicy",
}


def page_data(page: Page) -> dict:
    """What it is and where it stands: two steps from the front."""
    return web_page(
        TYPES.get(page.kind, "WebPage"),
        name=page.title,
        path=page.get_absolute_url(),
        dateModified=page.changed_on.isoformat(),
    )


def paper_data() -> dict:
    """The site with its search, and who publishes it by which rules, as far as readers have them."""
    rules = {
        POLICIES[page.kind]: whole_address(page.get_absolute_url())
        for page in own_pages().live
        if page.kind in POLICIES
    }
    site = {
        "@type": "WebSite",
        "@id": whole_address("/"),
        "url": whole_address("/"),
        "name": paper_name(),
        "inLanguage": settings.LANGUAGE_CODE,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": whole_address(f"{reverse('search')}?q={{words}}")},
            "query-input": "required name=words",
        },
    }
    corrections = whole_address(reverse("articles:corrections"))
    return {"@context": CONTEXT, "@graph": [site, publisher_data() | {"correctionsPolicy": corrections} | rules]}
