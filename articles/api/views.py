"""What partners' programs read. All of it starts at `public_editions`, so what is taken down is gone at once."""

import datetime as dt
from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.api.answers import Answer, for_partners
from articles.api.changes import change_facts
from articles.api.entries import entries_for
from articles.api.forms import form_asked, key_of, told
from articles.api.partners import KnownPartner, story_for, why_not
from articles.api.problems import Problem
from articles.exporting import terms
from articles.exporting.ninjs import gone_item, standing_item
from articles.models import Section, StoryEvent, Topic, TopicListing
from articles.models.editions import parts_of
from common.linked_data import whole_address
from common.pagination import page_of, read_cursor

USUAL, MOST, MOST_CHANGES = 20, 50, 500  # rows of one answer


@for_partners
def index(request: HttpRequest, partner: KnownPartner) -> Answer:
    """Where everything is."""
    names = ("stories", "sections", "topics", "authors", "changes")
    return Answer({name: whole_address(reverse(f"api:{name}")) for name in names})


@for_partners
def stories(request: HttpRequest, partner: KnownPartner) -> Answer:
    """The newest first, a page at a time; of a section or a topic, since a moment, or changed since one."""
    form, size = form_asked(request.GET.get("form", "ninjs")), _size(request, MOST)
    cursor = _cursor(request)
    editions = partner.editions()
    if since := _moment(request, "since"):
        editions = editions.filter(first_published_at__gte=since)
    changed, parts = _moment(request, "updated_since"), _parts(request, partner)
    if changed:
        editions = editions.filter(starts_at__gte=changed)
    if "topic" in request.GET:
        page = _of_topic(request, editions.filter(reduce(or_, parts, Q())), cursor, size)
        taken = {row.edition_id: row.edition.article_id for row in page.rows}
    else:
        by = "starts_at" if changed else "first_published_at"
        page = page_of(editions.only("pk", "article", by), by=by, cursor=cursor, size=size, parts=parts)
        taken = {row.pk: row.article_id for row in page.rows}
    found = told(editions, list(taken), partner, form)
    after = _next(request, cursor=page.older) if page.older else ""
    return Answer({"stories": found, "next": after or None}, list(taken.values()), after)


@for_partners
def story(request: HttpRequest, partner: KnownPartner, uuid) -> Answer:
    """One story by the id that never changes. Raises Problem: 404, 403 for another section, 410 for what is gone."""
    form = form_asked(request.GET.get("form", "ninjs"))
    edition = story_for(partner, uuid)
    found = told(partner.editions(), [edition.pk], partner, form)
    if not found:
        raise why_not(uuid)
    return Answer(found[0], [edition.article_id])


@for_partners
def entries(request: HttpRequest, partner: KnownPartner, uuid) -> Answer:
    """The entries of a running story, the newest first, a page at a time; and which are gone. Raises Problem."""
    form, size = form_asked(request.GET.get("form", "ninjs")), _size(request, MOST)
    edition, cursor = story_for(partner, uuid), _cursor(request)
    page = entries_for(partner, edition, form=form, cursor=cursor, size=size)
    after = _next(request, cursor=page.older) if page.older else ""
    return Answer(page.facts | {"next": after or None}, [edition.article_id], after)


@for_partners
def sections(request: HttpRequest, partner: KnownPartner) -> Answer:
    rows = Section.objects.all() if partner.sections is None else Section.objects.filter(pk__in=partner.sections)
    slugs = set(rows.values_list("slug", flat=True))
    return Answer({"sections": [row for row in terms.sections() if row["slug"] in slugs]})


@for_partners
def topics(request: HttpRequest, partner: KnownPartner) -> Answer:
    return Answer({"topics": list(terms.topics())})


@for_partners
def authors(request: HttpRequest, partner: KnownPartner) -> Answer:
    return Answer({"authors": list(terms.authors(key_of))})


@for_partners
def changes(request: HttpRequest, partner: KnownPartner) -> Answer:
    """What happened since a number, the oldest first, so that whoever was away catches up. Not a word of a story."""
    form, size = form_asked(request.GET.get("form", "plain")), _size(request, MOST_CHANGES, usual=100)
    after = request.GET.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) < 19):
        raise Problem(400, "“after” is the number of the last change that you have.")
    events = StoryEvent.objects.after(int(after)).select_related("article")
    if partner.sections is not None:
        events = events.filter(section__in=partner.sections)
    found = list(events[:size])
    last = found[-1].pk if found else int(after)
    following = _next(request, after=last)
    return Answer({"changes": [_change(event, partner.delay, form) for event in found], "next": following})


def _change(event, delay, form):
    told = change_facts(event, delay)
    if form == "plain":
        return told
    if event.kind in StoryEvent.GONE:
        return told | {"item": gone_item(told["id"], at=told["at"], state=event.kind)}
    return told | {"item": standing_item(told["id"], at=told["at"])}


def _parts(request, partner):
    """The lists that the answer is joined of: a section with those inside it, or all that the token covers."""
    if slug := request.GET.get("section"):
        section = Section.objects.filter(slug=slug).first()
        if section is None:
            raise Problem(404, "There is no such section.", section=slug)
        if not partner.may_have(section.pk):
            raise Problem(403, "This token does not cover that section.", section=slug)
        return parts_of(section)
    return [] if partner.sections is None else [Q(section=pk) for pk in sorted(partner.sections)]


def _of_topic(request, editions, cursor, size):
    topic = Topic.objects.filter(slug=request.GET["topic"]).first()
    if topic is None:
        raise Problem(404, "There is no such topic.", topic=request.GET["topic"])
    listed = TopicListing.objects.filter(topic=topic, edition__in=editions.values("pk")).select_related("edition")
    listed = listed.defer("edition__body")
    return page_of(listed, by="first_published_at", then="edition_id", cursor=cursor, size=size)


def _cursor(request):
    cursor = request.GET.get("cursor", "")
    if cursor and read_cursor(cursor) is None:
        raise Problem(400, "“cursor” is what “next” of the page before says.")
    return cursor


def _size(request, most, usual=USUAL):
    asked = request.GET.get("limit", str(usual))
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10 and 0 < int(asked) <= most):
        raise Problem(400, f"“limit” is a number from 1 to {most}.")
    return int(asked)


def _moment(request, name):
    written = request.GET.get(name)
    if not written:
        return None
    try:
        found = parse_datetime(written)
        found = None if found is None or timezone.is_naive(found) else found.astimezone(dt.UTC)
    except (ValueError, OverflowError):  # no such day, or none any more in UTC
        found = None
    if found is None:
        raise Problem(400, f"“{name}” is a moment with its zone, such as 2026-11-29T06:00:00Z.")
    return found


def _next(request, **changed):
    kept = {name: value for name, value in request.GET.items() if name not in changed}
    return f"{whole_address(request.path)}?{urlencode(kept | changed)}"
