"""What stands in an issue, as plain values: the letter, its text and its web copy are all drawn from these."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from articles.body.cleaning import sanitize_body
from articles.body.html_blocks import split_blocks
from articles.models import Edition, Takedown
from articles.models.story import Sensitivity
from common.linked_data import whole_address
from newsroom.events.listing import when_in_words
from newsroom.newsletters.models import Issue, IssueSlot
from newsroom.newsletters.rendering.fill import FilledPlace

KINDS = IssueSlot.Kind
NOTE_TAGS = {"p", "h2", "h3", "ul", "ol", "blockquote"}
HREF = re.compile(r'href="([^"]*)"')


@dataclass
class Content:
    """`places` go into a row as they are; the others say what has to be looked at again before each batch."""

    note: str
    places: list[dict]
    articles: set[int] = field(default_factory=set)
    pictures: set[int] = field(default_factory=set)
    corrections: set[int] = field(default_factory=set)

    @property
    def stories(self) -> list[dict]:
        return [place for place in self.places if place["kind"] == KINDS.STORY]

    def as_row(self) -> dict:
        return {"note": self.note, "places": self.places}


def content_from(issue: Issue, filled: Sequence[FilledPlace]) -> Content:
    letter = issue.mark
    content = Content(note_of(issue.note, letter), [])
    draw = {
        KINDS.STORY: lambda place: _story(place.edition, letter, content),
        KINDS.POLL: lambda place: _poll(place.poll, letter),
        KINDS.MOST_READ: lambda place: _most_read(place.stories, letter, content),
        KINDS.EVENTS: lambda place: _events(place.events, letter),
        KINDS.CORRECTIONS: lambda place: _corrections(place.corrections, letter, content),
        KINDS.SUPPORT: lambda _place: {"address": address_of(reverse("supporters:support"), letter)},
    }
    for place in filled:
        if not place.is_empty and not (place.slot.kind == KINDS.SUPPORT and _begins_with_grief(filled)):
            content.places.append({"kind": place.slot.kind, **draw[place.slot.kind](place)})
    leads = [story for story in content.stories if story["picture"]]
    if leads and leads[0] is content.stories[0]:
        leads[0]["is_lead"] = True
    return content


def _begins_with_grief(filled):
    """Whether the first story is one beside which the paper does not ask for money."""
    first = next((place.edition for place in filled if place.edition), None)
    return first is not None and first.sensitivity != Sensitivity.NORMAL


def address_of(path: str, letter: str) -> str:
    """The whole address of a page of ours. It names the issue that led there and nobody who got it."""
    path, mark, anchor = path.partition("#")
    return f"{settings.SITE_URL}{path}{'&' if '?' in path else '?'}from={letter}{mark}{anchor}"


def note_of(html: str, letter: str) -> str:
    """The opening note without what only a page can show; its links lead somewhere from any mailbox."""
    blocks = [block.html for block in split_blocks(sanitize_body(html)) if block.tag in NOTE_TAGS]
    return HREF.sub(lambda found: f'href="{_whole(found[1], letter)}"', "".join(blocks))


def _whole(address, letter):
    if address.startswith("/"):
        return address_of(address, letter)
    is_ours = urlsplit(address).netloc == urlsplit(settings.SITE_URL).netloc
    return address_of(address.removeprefix(settings.SITE_URL) or "/", letter) if is_ours else address


def _story(edition, letter, content):
    content.articles.add(edition.article_id)
    return {
        **_line(edition, letter),
        "kicker": edition.kicker,
        "label": edition.get_label_display() if edition.has_label else "",
        "words": edition.standfirst,
        "picture": _picture(edition, content),
        "is_lead": False,
    }


def _line(edition, letter):
    return {
        "article": edition.article_id,
        "headline": edition.headline,
        "address": address_of(edition.get_absolute_url(), letter),
    }


def _picture(edition, content):
    picture = edition.shown_picture
    if picture is None:
        return None
    content.pictures.add(picture.pk)
    return {
        "id": picture.pk,
        "large": whole_address(picture.file.share),
        "small": whole_address(picture.file.letter),
        "alt": picture.alt_text,
        "credit": picture.credit_line,
    }


def _poll(poll, letter):
    answers = [choice.label for choice in poll.answers]
    return {
        "poll": poll.pk,
        "question": poll.question,
        "answers": answers,
        "address": address_of(poll.get_absolute_url(), letter),
    }


def _most_read(stories, letter, content):
    content.articles |= {edition.article_id for edition in stories}
    return {"stories": [_line(edition, letter) for edition in stories]}


def _events(events, letter):
    items = [
        {
            "title": event.title,
            "when": when_in_words(event),
            "place": event.place,
            "price": event.price,
            "address": address_of(event.get_absolute_url(), letter),
        }
        for event in events
    ]
    return {"items": items, "address": address_of(reverse("events"), letter)}


def _corrections(corrections, letter, content):
    """Of a story that was taken down not even the headline is said again."""
    articles = {correction.article_id for correction in corrections}
    content.corrections |= {correction.pk for correction in corrections}
    taken_down = set(Takedown.objects.standing().filter(article__in=articles).values_list("article", flat=True))
    live = {edition.article_id: edition for edition in Edition.objects.live().filter(article__in=articles).for_cards()}
    items = []
    for correction in corrections:
        edition = live.get(correction.article_id)
        is_named = edition is not None and correction.article_id not in taken_down
        items.append(
            {
                "article": correction.article_id,
                "kind": correction.get_kind_display(),
                "day": timezone.localdate(correction.made_at).isoformat(),
                "wording": correction.wording if correction.article_id not in taken_down else "",
                "headline": edition.headline if is_named else "",
                "address": address_of(edition.get_absolute_url(), letter) if is_named else "",
            }
        )
    return {"items": items}
