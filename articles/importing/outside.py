"""How a brought story is found and shared outside the paper: what search plugins hold beside its own words."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from articles.importing.items import OldStory
from articles.models.story import OUTSIDE, Story
from common.form_fields import is_web_address
from common.text import clean_text

# By our names those of Yoast, Rank Math and Ghost, the first that is filled.
THEIRS = {
    "social_headline": ("_yoast_wpseo_opengraph-title", "rank_math_facebook_title", "og_title"),
    "search_title": ("_yoast_wpseo_title", "rank_math_title", "meta_title"),
    "search_description": ("_yoast_wpseo_metadesc", "rank_math_description", "meta_description"),
}
TEMPLATE = re.compile(r"%\w+(\([^)]*\))?%")  # such as %%title%%: words of the plugin, not of a writer
LONGEST = {name: Story._meta.get_field(name).max_length for name in OUTSIDE}


def outside_of(told: Callable[[str], str | None]) -> dict[str, str]:
    """Of the source's own fields those that somebody wrote for this story."""
    found = {ours: [told(name) or "" for name in names] for ours, names in THEIRS.items()}
    written = {ours: next((text for text in texts if text.strip()), "") for ours, texts in found.items()}
    return {ours: text for ours, text in written.items() if text and not TEMPLATE.search(text)}


def fields_outside(story: OldStory) -> dict[str, str]:
    """Those of `OUTSIDE`. What says the same as the story itself is left empty, so that it follows the story."""
    same = {clean_text(story.title), clean_text(story.standfirst), ""}
    told = {name: clean_text(str(story.outside.get(name, ""))) for name in OUTSIDE}
    fields = {name: "" if text in same else text[: LONGEST[name]] for name, text in told.items()}
    return fields | {"canonical_url": canonical_of(story)}


def canonical_of(story: OldStory) -> str:
    """Where it was published first, if that was another site: at the old site's own address it is ours now."""
    address = story.canonical.strip()
    try:
        is_web_address(address)
        is_own = _host(address) == _host(story.address or story.hidden_address)
    except (ValidationError, ValueError):
        return ""
    return "" if is_own or len(address) > LONGEST["canonical_url"] else address


def _host(address):
    return (urlsplit(address).hostname or "").removeprefix("www.")
