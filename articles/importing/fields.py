"""The fields of a neutral story as ours have them: what fits, and where they have a list, what is on it."""

from collections.abc import Mapping
from urllib.parse import unquote

from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.importing.items import OldStory
from articles.importing.library import Library
from articles.importing.outside import cut_outside, fields_outside
from articles.importing.subjects import Subjects
from articles.importing.words import words_of
from articles.models.story import OUTSIDE, Label, Sensitivity, Story
from common.languages import stored_language
from common.text import clean_text

LONGEST = {"headline": 160, "standfirst": 300, "kicker": 30, "slug": 80, "lead_caption": 400}
FIRST_WORDS = 8
FLAGS = ("active_proceedings", "protected_identity", "abuse_or_suicide", "election")
FIELDS = (
    *LONGEST,
    *OUTSIDE,
    "section",
    "lead_picture",
    "social_picture",
    "language",
    "label",
    "sensitivity",
    *FLAGS,
)  # not the body


def fields_of(story: OldStory, *, subjects: Subjects, library: Library) -> tuple[dict, Mapping[str, str]]:
    """Those of `FIELDS`, and by name what had to be cut to fit."""
    section, _topics = subjects.filed(story.terms, story.primary_term)
    title = clean_text(story.title) or _first_words(story)
    told = {
        "headline": title,
        "standfirst": clean_text(story.standfirst),
        "kicker": clean_text(story.kicker),
        "slug": slugify(unquote(story.slug)) or slugify(title) or "story",
        "lead_caption": clean_text(story.lead.caption) if story.lead else "",
    }
    cut = {name: told[name][:1000] for name, most in LONGEST.items() if len(told[name]) > most} | cut_outside(story)
    fields = {name: told[name][:most].rstrip("- ") for name, most in LONGEST.items()}
    lead, social = library.lead_of(story), library.social_of(story)
    pictures = {"lead_picture": lead, "social_picture": None if social == lead else social}
    return fields | _chosen(story) | pictures | {"section": section}, cut


def copy_fields(fields: Mapping, story: Story) -> None:
    """Onto a row that is there."""
    for name, value in fields.items():
        setattr(story, name, value)


def _chosen(story):
    """What is one of a list here, or ours where it is none of it."""
    sensitivity = story.care.get("sensitivity")
    return {
        "language": stored_language(story.language),
        "label": story.label if story.label in Label else Label.REPORT,
        "sensitivity": sensitivity if sensitivity in Sensitivity else Sensitivity.NORMAL,
        **{name: story.care.get(name) is True for name in FLAGS},
        **fields_outside(story),
    }


def _first_words(story) -> str:
    """What a story without a title is called."""
    words = words_of(story.whole_html or story.html)[:FIRST_WORDS]
    return f"{' '.join(words)} …" if words else _("Without a headline")
