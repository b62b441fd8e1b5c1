"""The two forms of a letter, each made from the places of the issue: HTML, and plain text that says as much."""

import datetime as dt
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.body.rendering import Html, as_drawn
from common.languages import speaking
from common.paper import paper
from newsroom.newsletters.models import Issue
from newsroom.newsletters.rendering.content import KINDS, Content
from newsroom.newsletters.rendering.styles import styles

CLIPPED_AT = 102 * 1024  # bytes of HTML at which mail programs cut a letter, and with it the way to leave
SOUND = 60 * 1024
LONGEST_LINE = 900  # a mail server may refuse 1,000
WIDTH = 72
# Where a recipient's own words go. Each stands alone in the letter's bytes, once in each form.
LEAVE_HTML, PAGE_HTML = "NEWSROOM-GAP-LEAVE-HTML", "NEWSROOM-GAP-PAGE-HTML"
LEAVE_TEXT, PAGE_TEXT = "NEWSROOM-GAP-LEAVE-TEXT", "NEWSROOM-GAP-PAGE-TEXT"
GAPS = (LEAVE_HTML, PAGE_HTML, LEAVE_TEXT, PAGE_TEXT)
LONG_WORD = re.compile(rf".{{1,{LONGEST_LINE}}}$|.{{1,{LONGEST_LINE - 10}}};|.{{1,{LONGEST_LINE}}}")
# How the elements of a note look, and the name under which the sheet turns their ink for the dark.
NOTE_STYLES = {
    **dict.fromkeys(("p", "ul", "ol", "blockquote"), ("note_words", "l-ink")),
    "h2": ("headline", "l-ink"),
    "h3": ("part", "l-ink"),
    "a": ("link", "l-link"),
}
LINK = re.compile(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', re.S)


@dataclass(frozen=True)
class Letter:
    html: str
    text: str

    @property
    def size(self) -> int:
        """Of the HTML, in bytes: what mail programs count."""
        return len(self.html.encode("ascii"))

    @property
    def is_clipped(self) -> bool:
        return self.size > CLIPPED_AT


def render_letter(issue: Issue, content: Content, *, day: dt.date | None = None) -> Letter:
    """The letter for everybody, with gaps for each one's own links, in the language of the paper."""
    day = day or timezone.localdate()
    with speaking(""):
        return Letter(_html(issue, content, day), _text(issue, content, day))


def _html(issue, content, day):
    style = styles()
    context = {
        "issue": issue,
        "content": content,
        "note": _styled_note(content.note, style),
        "style": style,
        "paper_name": paper().name,
        "legal_line": paper().legal_line,
        "site_url": settings.SITE_URL,
        "LANGUAGE_CODE": settings.LANGUAGE_CODE,
        "web": f"{settings.SITE_URL}{issue.get_absolute_url()}",
        "gaps": {"leave": LEAVE_HTML, "page": PAGE_HTML},
        "day": day,
    }
    return in_short_lines(render_to_string("letters/issue.html", context))


def in_short_lines(html: str) -> str:
    """The same in ASCII, without empty lines and with none that a mail server could refuse."""
    plain = html.encode("ascii", "xmlcharrefreplace").decode("ascii")
    lines = (line.strip() for line in plain.split("\n"))
    return "\n".join(short for line in lines if line for short in _broken(line)) + "\n"


def _broken(line):
    if len(line) <= LONGEST_LINE:
        return [line]
    words = textwrap.wrap(line, LONGEST_LINE, break_long_words=False, break_on_hyphens=False)
    # What has no gap for so long is cut after a sign, which no reader of such writing minds, or within an address.
    return [short for word in words for short in LONG_WORD.findall(word)]


def _styled_note(note: str, style) -> Html:
    for tag, (name, ink) in NOTE_STYLES.items():
        note = re.sub(rf"<{tag}(?=[ >])", f'<{tag} class="{ink}" {style[name]}', note)
    return as_drawn(note)


def _text(issue, content, day):
    """Each link stands alone on its line, so that no mail program breaks it."""
    head = [paper().name, f"{issue.newsletter.name}, {date_format(day, 'l j F Y')}"]
    parts = ["\n".join([*head, "=" * WIDTH]), *_note_as_text(content.note)]
    draw = {
        KINDS.STORY: _story,
        KINDS.POLL: _poll,
        KINDS.MOST_READ: _most_read,
        KINDS.EVENTS: _events,
        KINDS.CORRECTIONS: _corrections,
        KINDS.SUPPORT: _support,
    }
    parts += ["\n".join(draw[place["kind"]](place)) for place in content.places]
    return "\n\n".join([*parts, "-" * WIDTH, "\n".join(_foot(issue))]) + "\n"


def _wrapped(words: str) -> list[str]:
    lines = words.split("\n")
    return [short for line in lines for short in textwrap.wrap(line, WIDTH, break_long_words=False) or [""]]


def _note_as_text(note) -> Iterator[str]:
    links = LINK.sub(lambda found: f"{found[2]}\n{found[1]}\n", note)
    for block in re.split(r"</(?:p|h2|h3|li|blockquote)>", links.replace("<li>", "- ")):
        words = unescape(re.sub(r"<[^>]*>", "", block.replace("<br>", "\n"))).strip()
        if words:
            yield "\n".join(_wrapped(words))


def _story(place):
    above = place["kicker"] or place["label"]
    picture = place["picture"]
    return [
        *([above] if above else []),
        *_wrapped(place["headline"].upper() if place["is_lead"] else place["headline"]),
        *_wrapped(place["words"]),
        *(_wrapped(_("[Picture: %(alt)s]") % {"alt": picture["alt"]}) if picture and picture["alt"] else []),
        place["address"],
    ]


def _poll(place):
    answers = [f"- {answer}" for answer in place["answers"]]
    return [_("Poll"), *_wrapped(place["question"]), *answers, _("Vote on the poll’s page:"), place["address"]]


def _most_read(place):
    lines = [_("Most read")]
    for number, story in enumerate(place["stories"], 1):
        lines += [*_wrapped(f"{number}. {story['headline']}"), story["address"]]
    return lines


def _events(place):
    lines = [_("Events")]
    for event in place["items"]:
        facts = ", ".join(filter(None, [event["when"], event["place"], event["price"]]))
        lines += [*_wrapped(event["title"]), *_wrapped(facts)]
    return [*lines, _("All events:"), place["address"]]


def _corrections(place):
    lines = [_("Corrections to earlier letters")]
    for item in place["items"]:
        story = f" ({item['headline']})" if item["headline"] else ""
        wording = item["wording"] or _("A story in an earlier letter was taken down for legal reasons.")
        lines += _wrapped(f"{item['kind']}{story}: {wording}")
        lines += [item["address"]] if item["address"] else []
    return lines


def _support(place):
    words = _("This letter costs you nothing, because other readers pay for the paper.")
    return [*_wrapped(words), _("Become a supporter:"), place["address"]]


def _foot(issue):
    return [
        _("You get this letter because you asked for it."),
        _("Leave this letter:"),
        LEAVE_TEXT,
        _("All your letters, pauses and your address:"),
        PAGE_TEXT,
        _("Read it on the web:"),
        f"{settings.SITE_URL}{issue.get_absolute_url()}",
        *_wrapped(paper().legal_line),
    ]
