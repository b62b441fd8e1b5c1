"""How a brought story is found and shared outside the paper: what search plugins hold beside its own words."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from articles.importing.items import Note, OldStory, PlacedPicture
from articles.models.story import OUTSIDE, Story
from common.form_fields import is_web_address
from common.text import clean_text

# By our names those of Yoast, Rank Math and Ghost, the first that is filled.
THEIRS = {
    "social_headline": (
        "_yoast_wpseo_opengraph-title",
        "rank_math_facebook_title",
        "og_title",
        "_yoast_wpseo_twitter-title",
        "rank_math_twitter_title",
        "twitter_title",
    ),
    "search_title": ("_yoast_wpseo_title", "rank_math_title", "meta_title"),
    "search_description": ("_yoast_wpseo_metadesc", "rank_math_description", "meta_description"),
}
# What a story says where it is shared is its standfirst: nothing here has a place for another.
DESCRIPTIONS = (
    "_yoast_wpseo_opengraph-description",
    "rank_math_facebook_description",
    "og_description",
    "_yoast_wpseo_twitter-description",
    "rank_math_twitter_description",
    "twitter_description",
)
# The number of an asset, if the source has one, and its address.
PICTURES = (
    ("_yoast_wpseo_opengraph-image-id", "_yoast_wpseo_opengraph-image"),
    ("rank_math_facebook_image_id", "rank_math_facebook_image"),
    ("", "og_image"),
    ("_yoast_wpseo_twitter-image-id", "_yoast_wpseo_twitter-image"),
    ("rank_math_twitter_image_id", "rank_math_twitter_image"),
    ("", "twitter_image"),
)
TEMPLATE = re.compile(r"%\w+(\([^)]*\))?%")  # such as %%title%%: words of the plugin, not of a writer
WORD = re.compile(r"\w")
Told = Callable[[str], str | None]
LONGEST = {name: Story._meta.get_field(name).max_length for name in OUTSIDE}


def outside_of(told: Told) -> dict[str, str]:
    """Of the source's own fields those that somebody wrote for this story."""
    found = {ours: [told(name) or "" for name in names] for ours, names in THEIRS.items()}
    written = {ours: next((text for text in texts if text.strip()), "") for ours, texts in found.items()}
    return {ours: text for ours, text in written.items() if text and not TEMPLATE.search(text)}


def told_outside(told: Told) -> dict:
    """Both as `OldStory` has them: the words, and the picture for sharing."""
    return {"outside": outside_of(told), "social": next(iter(pictures_outside(told)), None)}


def pictures_outside(told: Told) -> list[PlacedPicture]:
    """Those that somebody chose for where the story is shared, the best first, each once."""
    found: dict[str, PlacedPicture] = {}
    for number, address in PICTURES:
        place = PlacedPicture(asset=number and told(number) or "", address=told(address) or "")
        if name := place.address or place.asset:
            found.setdefault(name, place)
    return list(found.values())


def left_outside(told: Told, *, same: set[str]) -> list[Note]:
    """What was written for sharing and has no place here. `same` is what the story says itself."""
    names = [*DESCRIPTIONS, *(name for names in THEIRS.values() for name in names)]
    texts = {name: " ".join((told(name) or "").split()) for name in names}
    mixed = [text for text in texts.values() if TEMPLATE.search(text) and WORD.search(TEMPLATE.sub("", text))]
    written = {name: text for name, text in texts.items() if not TEMPLATE.search(text)}
    kept = {*same, " ".join(outside_of(told).get("social_headline", "").split()), ""}
    left = [("description for sharing", [written[name] for name in DESCRIPTIONS if name in written])]
    others = [written[name] for name in THEIRS["social_headline"] if name in written]
    left += [("second headline for sharing", others), ("template of a search plugin", mixed)]
    left += [("second picture for sharing", [place.address or place.asset for place in pictures_outside(told)[1:]])]
    return [Note("out", name, text) for name, told in left for text in dict.fromkeys(told) if text not in kept]


def fields_outside(story: OldStory) -> dict[str, str]:
    """Those of `OUTSIDE`. What says the same as the story itself is left empty, so that it follows the story."""
    same = {clean_text(story.title), clean_text(story.standfirst), ""}
    told = {name: clean_text(str(story.outside.get(name, ""))) for name in OUTSIDE}
    fields = {name: "" if text in same else text[: LONGEST[name]] for name, text in told.items()}
    return fields | {"canonical_url": canonical_of(story)}


def cut_outside(story: OldStory) -> dict[str, str]:
    """Those that were too long for their place, as they were."""
    told = {name: clean_text(str(story.outside.get(name, ""))) for name in OUTSIDE if name != "canonical_url"}
    return {name: text[:1000] for name, text in told.items() if len(text) > LONGEST[name]}


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
