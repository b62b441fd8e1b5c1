"""What is looked at before an issue goes out: reasons that stop it, and what an editor should know."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from articles.models import Edition
from articles.models.story import Sensitivity
from articles.publishing.sensitivity import gives_away, plain
from newsroom.newsletters.models import Issue, IssueSlot
from newsroom.newsletters.rendering.content import HREF, KINDS, Content, content_from
from newsroom.newsletters.rendering.fill import FilledPlace, fill_issue
from newsroom.newsletters.rendering.letter import CLIPPED_AT, SOUND, Letter, render_letter


@dataclass
class Checked:
    """An issue as it stands, the letter that it makes, and what was found."""

    places: list[FilledPlace]
    content: Content
    letter: Letter
    reasons: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def check_issue(issue: Issue, slots: list[IssueSlot] | None = None, *, day: dt.date | None = None) -> Checked:
    """Look at an issue as it would go out today, or on that day; with slots, as it would be with those."""
    if slots is None:
        slots = list(issue.slots.with_things().in_order())
    places = fill_issue(issue, slots)
    content = content_from(issue, places)
    checked = Checked(places, content, render_letter(issue, content, day=day))
    checked.reasons = [
        *_of_words(issue),
        *_of_stories(places, content),
        *_of_names(issue, places),
        *_of_links(content),
        *_of_size(checked),
    ]
    checked.warnings = [*_of_days(issue), *_of_pictures(places), *_of_order(places), *_of_weight(checked)]
    return checked


def reasons_against(issue: Issue) -> list[str]:
    return check_issue(issue).reasons


def _of_words(issue):
    if not issue.subject:
        yield _("It has no subject.")
    if not issue.preheader:
        yield _("It has no preheader: mailboxes would show whatever comes first.")
    elif plain(issue.subject) == plain(issue.preheader):
        yield _("The preheader says the same as the subject.")


def _of_stories(places, content):
    pinned = set()
    for number, place in enumerate(places, 1):
        if place.is_pinned and place.slot.article_id in pinned:
            yield _("%(number)d. “%(story)s” stands in it twice.") % {"number": number, "story": place.slot.article}
        pinned.add(place.slot.article_id)
        if place.is_pinned and place.edition is None:
            names = {"number": number, "story": place.slot.headline or place.slot.article.headline}
            yield _("%(number)d. “%(story)s” is not with readers: withdrawn, under embargo or not published.") % names
        if place.slot.kind == KINDS.POLL and place.poll is None:
            yield _("%(number)d. The poll is not open, or none was chosen.") % {"number": number}
    if not content.stories and not content.note:
        yield _("There is nothing to read in it: no story and no opening note.")


def _of_names(issue, places):
    """A name that a story must not give away may stand in no words of the letter either; which one is not said."""
    articles = [place.edition.article for place in places if place.edition]
    names = {plain(row.name) for article in articles for row in article.withheld_names.all()}
    own = [(place.slot.headline, place.slot.words) for place in places]
    words = [
        (_("subject"), issue.subject),
        (_("preheader"), issue.preheader),
        (_("opening note"), re.sub(r"<[^>]*>", " ", issue.note)),
        *((f"{number}.", " ".join(pair)) for number, pair in enumerate(own, 1)),
    ]
    for place, text in words:
        if gives_away(text, sorted(names)):
            yield _("A withheld name stands in: %(place)s.") % {"place": place}


def _of_links(content):
    """Links of the note into the paper. What stands elsewhere is asked by nobody here: it may change in a minute."""
    for address in HREF.findall(content.note):
        parts = urlsplit(address.replace("&amp;", "&"))
        if parts.netloc == urlsplit(settings.SITE_URL).netloc and not _leads_somewhere(parts.path):
            yield _("A link in the opening note leads nowhere: %(address)s") % {"address": parts.path}


def _leads_somewhere(path):
    try:
        found = resolve(path)
    except Resolver404:
        return False
    if found.view_name == "articles:article":
        return Edition.objects.live().filter(article=found.kwargs["pk"]).exists()
    return True


def _of_size(checked):
    if checked.letter.is_clipped:
        longest = sorted(checked.content.stories, key=lambda story: -len(str(story)))[:3]
        names = {"size": checked.letter.size // 1024, "most": CLIPPED_AT // 1024}
        names["stories"] = ", ".join(f"“{story['headline']}”" for story in longest)
        yield _("It has %(size)d KB, and mail programs cut it at %(most)d. The heaviest: %(stories)s.") % names


def _of_days(issue) -> Iterator[str]:
    day = issue.goes_out_on or timezone.localdate()
    text = f" {plain(f'{issue.subject} {issue.preheader}')} "
    for number, name in WEEKDAYS.items():
        if number != day.weekday() and f" {plain(str(name))} " in text:
            yield _("Subject or preheader names %(day)s, and it goes out on %(other)s.") % {
                "day": name,
                "other": WEEKDAYS[day.weekday()],
            }


def _of_pictures(places):
    for place in places:
        own = place.slot.picture
        if own and not own.may_be_shown():
            yield _("The own picture of “%(story)s” is left out: no alternative text, or its rights have ended.") % {
                "story": place.slot.article
            }
        if place.edition and place.edition.lead_picture and not place.edition.shown_picture:
            yield _("The picture of “%(story)s” is left out: no alternative text, or its rights have ended.") % {
                "story": place.edition.headline
            }


def _of_order(places):
    first = next((place.edition for place in places if place.edition), None)
    if first and first.sensitivity != Sensitivity.NORMAL:
        yield _("The first story is one of grief: the line for supporters is left out.")


def _of_weight(checked):
    if SOUND < checked.letter.size <= CLIPPED_AT:
        yield _("It has %(size)d KB of HTML. Up to 60 it opens quickly on a phone.") % {
            "size": checked.letter.size // 1024
        }
