"""The Welsh catalogue: whole for everything that a reader meets, true to its placeholders, and compiled."""

import gettext
import html
import re

import pytest
from django.utils import translation
from django.utils.translation import gettext as say
from django.utils.translation import ngettext as say_count

from newsroom.tests.catalogue import (
    LANGUAGES,
    catalogue_of,
    messages_of_code,
    messages_of_template,
    path_of,
    readers_messages,
    tree_of_source,
)

PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|%%|%[sd]|</?\w+>|\{\w+\}")


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


def without_words(messages, catalogue):
    """Those for which the catalogue has no words, or not as many forms as its language has."""
    missing = []
    for context, one, many in messages:
        known = catalogue.get(one, context)
        words = known and (known.string if many else [known.string])
        if not words or not all(words) or len(words) != (catalogue.num_plurals if many else 1):
            missing.append(one)
    return missing


def placeholders(text):
    return sorted(set(PLACEHOLDERS.findall(text)))


def test_catalogue_has_words_for_everything_that_readers_meet(language):
    messages, catalogue = readers_messages(), catalogue_of(language)

    assert len(messages) > 500
    assert without_words(messages, catalogue) == []


def test_catalogue_holds_nothing_that_no_reader_meets(language):
    known = {(context, one) for context, one, _many in readers_messages()}

    assert [message.id for message in catalogue_of(language) if message.id and _key(message) not in known] == []


def _key(message):
    return message.context, message.id[0] if message.pluralizable else message.id


def test_new_words_of_code_and_templates_are_found_missing(language):
    code = "from django.utils.translation import ngettext as counted\ncounted('A brand new cat', 'New cats', 3)"
    template = (
        "{% translate 'A brand new page' %}{% blocktranslate trimmed %}\n  Read {{ it }} anew\n{% endblocktranslate %}"
    )
    template += "{% include 'x' with name=_('A brand new name') only %}"
    new = [*messages_of_code(*tree_of_source(code)), *messages_of_template(template, "new.html")]

    assert new == [
        (None, "A brand new cat", "New cats"),
        (None, "A brand new page", None),
        (None, "Read %(it)s anew", None),
        (None, "A brand new name", None),
    ]
    assert without_words(new, catalogue_of(language)) == [one for _context, one, _many in new]


def test_words_keep_the_placeholders_of_the_original(language):
    broken = [
        (message.id, words)
        for message in catalogue_of(language)
        if message.id
        for words in (message.string if message.pluralizable else [message.string])
        if placeholders(words) != placeholders(message.id[1] if message.pluralizable else message.id)
    ]

    assert placeholders("<b>%(name)s</b> 5%%") == ["%%", "%(name)s", "</b>", "<b>"]
    assert broken == []


def test_compiled_catalogue_says_what_the_written_one_says(language):
    written = {}
    for message in catalogue_of(language):
        start = f"{message.context}\x04" if message.context else ""
        if message.pluralizable:
            written |= {(start + message.id[0], form): words for form, words in enumerate(message.string)}
        elif message.id:
            written[start + message.id] = message.string
    with path_of(language, "mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog

    assert {key: words for key, words in compiled.items() if key} == written


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 munud"), (1, "1 munud"), (2, "2 funud"), (3, "3 munud"), (6, "6 munud"), (11, "11 munud")],
)
def test_welsh_numbers_change_the_word_after_them(minutes, words):
    with translation.override("cy"):
        said = say_count("%(minutes)s minute’s read", "%(minutes)s minutes’ read", minutes) % {"minutes": minutes}

    assert said == f"{words} o ddarllen"


def test_desk_stays_in_the_language_that_it_was_written_in():
    with translation.override("cy"):
        assert (say("Corrections"), say("Save and publish now")) == ("Cywiriadau", "Save and publish now")


TEXT = re.compile(r'>([^<>]+)<|(?:aria-label|title|placeholder|content)="([^"]+)"')


def words_on(page):
    return {" ".join(html.unescape("".join(found)).split()) for found in TEXT.findall(page)}


def test_no_page_of_a_welsh_paper_speaks_english(client, settings, make_live_article, make_poll):
    story, poll = make_live_article("Wal y môr yn dal"), make_poll("A ddylai’r maes parcio fod am ddim?")
    lists = ["/", "/polls/", "/archive/", "/topics/", "/corrections/", "/search/?q=wal", "/saved/", "/text/", "/no/"]
    pages = [story.get_absolute_url(), f"/text{story.get_absolute_url()}", poll.get_absolute_url(), poll.embed_url]
    english = {one for _context, one, _many in readers_messages() if " " in one}
    in_english = words_on(client.get("/corrections/").text)
    settings.LANGUAGE_CODE = "cy"
    in_welsh = {path: words_on(client.get(path).text) for path in [*lists, *pages]}

    assert len(in_english & english) > 4
    assert {path: left for path, words in in_welsh.items() if (left := words & english)} == {}
    assert {"Neidio at y stori", "Cefnogwch ni", "Fersiwn testun"} <= in_welsh["/"]
