"""In which language words are: a page's, and those on it that are in another. An empty code is the paper's own."""

from django.conf import settings
from django.utils import translation
from django.utils.html import format_html

# As Open Graph has it, which asks for a country.
TERRITORIES = {"en-gb": "en_GB", "cy": "cy_GB"}

# Said to whoever does not read the page that it stands on, so each in its own words whatever that page speaks.
INVITATIONS = {"en-gb": "Read in English", "cy": "Darllen yn Gymraeg"}


def language_of(code: str) -> str:
    return code or settings.LANGUAGE_CODE


def known_language(code: str) -> str:
    """The paper's own code for a language as others write it, "CY", "en" or "en_US"; empty where it has none."""
    wanted = code.replace("_", "-").casefold()
    codes = [own for own, _name in settings.LANGUAGES]
    alike = (own for own in codes if own.partition("-")[0] == wanted.partition("-")[0])
    return wanted if wanted in codes else next(alike, "")


def stored_language(code: str) -> str:
    """A language as a row keeps it, by the code that others give it; one that the paper has not counts as its own."""
    known = known_language(code)
    return "" if known == settings.LANGUAGE_CODE else known


def speaking(code: str) -> translation.override:
    """A context in which pages are drawn in that language."""
    return translation.override(language_of(code))


def lang_attribute(code: str) -> str:
    """What says of an element in which language its words are, where that is not the language of the page."""
    language = language_of(code)
    return "" if language == translation.get_language() else format_html(' lang="{}"', language)
