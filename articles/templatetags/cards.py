"""A story in a list."""

from django import template
from django.template.loader import render_to_string

from articles.body.rendering import Html
from articles.imaging.places import comes_first, place_of

register = template.Library()
TEMPLATE = "components/story_card.html"


@register.simple_tag
def story_card(
    edition, heading: str = "h3", size: str = "card", stands: str = "beside", is_first: bool = False
) -> Html:
    """Its card: as it comes with the story where that has it ready, and else drawn."""
    if hasattr(edition, "card"):
        return edition.card(heading, size, stands, is_first)
    return draw_card(edition, heading=heading, size=size, stands=stands, is_first=is_first)


def draw_card(edition, *, heading: str = "h3", size: str = "card", stands: str, is_first: bool = False) -> Html:
    """The card of a story that has none ready."""
    context = {"edition": edition, "heading": heading, "size": size, "stands": place_of(size, stands)}
    return render_to_string(TEMPLATE, context | {"priority": "high" if is_first and comes_first(size) else ""})
