"""A story in a list."""

from django import template
from django.template.loader import render_to_string

from articles.body.rendering import Html

register = template.Library()


@register.simple_tag
def story_card(edition, heading: str = "h3", size: str = "card", is_first: bool = False) -> Html:
    """Its card: as it comes with the story where that has it ready, and else drawn."""
    if hasattr(edition, "card"):
        return edition.card(heading, size, is_first)
    context = {"edition": edition, "heading": heading, "size": size, "is_first": is_first}
    return render_to_string("components/story_card.html", context)
