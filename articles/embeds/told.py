"""What an oEmbed answer tells, read with care: it is another machine's, and may be anything."""

import calendar
import datetime as dt
import json
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.body.markup import Element, TooMuch, parse
from common.text import clean_text

LONGEST_TEXT = 3000
MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
# As posts are dated in the HTML that their sites hand out: “March 14, 2026”.
WRITTEN_DAY = re.compile(r"([A-Z][a-z]+) (\d{1,2}), (\d{4})\b")
STORED_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class CannotEmbed(Exception):
    """No card can be made of an address. Says why."""


@dataclass(frozen=True)
class Told:
    """The words of a card. Any of them may be empty, but not all."""

    provider: str
    title: str
    author: str
    text: str
    day: dt.date | None


def read_answer(content: bytes) -> Told:
    """Raises CannotEmbed where the answer says nothing that a card could show."""
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        raise CannotEmbed(_("The site’s answer could not be understood.")) from None
    if not isinstance(answer, dict):
        raise CannotEmbed(_("The site’s answer could not be understood."))
    post = _post(answer)
    told = Told(
        provider=_line(answer, "provider_name", 100),
        title=_line(answer, "title", 300),
        author=_line(answer, "author_name", 200),
        text=_text(post),
        day=_day(answer, post),
    )
    if not (told.title or told.author or told.text):
        raise CannotEmbed(_("The site says nothing of what stands at this address."))
    return told


def _line(answer, name, most):
    value = answer.get(name)
    return clean_text(value[: 2 * most])[:most].strip() if isinstance(value, str) else ""


def _post(answer) -> Element | None:
    """The quotation that the sites of posts hand out, which holds the words, the writer and the day."""
    html = answer.get("html")
    if not isinstance(html, str):
        return None
    try:
        return parse(html).first("blockquote")
    except TooMuch:
        return None


def _text(post):
    paragraphs = [each for each in post.walk() if each.tag == "p"] if post else []
    lines = [clean_text(line) for paragraph in paragraphs for line in _with_lines(paragraph).split("\n")]
    return "\n".join(filter(None, lines))[:LONGEST_TEXT].strip()


def _with_lines(element):
    """Its text; a `<br>` ends a line, and white space of the HTML does not."""
    parts = (re.sub(r"\s+", " ", each) if isinstance(each, str) else _with_lines(each) for each in element.children)
    return "\n" if element.tag == "br" else "".join(parts)


def _day(answer, post):
    """The day that is said; for posts the last of the dates that are written beside the words."""
    if isinstance(said := answer.get("upload_date"), str) and (found := STORED_DAY.match(said)):
        return _date(*map(int, found[0].split("-")))
    links = [each.text for each in post.walk() if each.tag == "a"] if post else []
    dates = [found for text in links if (found := WRITTEN_DAY.match(text.strip()))]
    if not dates or dates[-1][1] not in MONTHS:
        return None
    return _date(int(dates[-1][3]), MONTHS[dates[-1][1]], int(dates[-1][2]))


def _date(year, month, day):
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
