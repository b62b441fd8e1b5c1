"""What the text edition shows of a front and of a story: every word and no picture, with polls that take votes."""

from collections.abc import Iterable

from django.urls import reverse

from articles.body.document import Placed
from articles.body.rendering import Objects, Renderer
from articles.fronts.fill import Block
from articles.models import Edition, EntryEdition, HelpLine, RunningStory
from articles.pages.alternates import live_translation
from articles.pages.running.entries import shown_entries
from articles.pages.story_page import StoryPage, thing_on
from articles.publishing.placed_corrections import corrections_in_place
from articles.publishing.unseen import may_be_shown
from common.site_version import uses

# A placeholder of another kind, a picture or a pull quote, leaves nothing behind.
TEMPLATES = {
    "table": "components/table.html",
    "poll": "text/_poll.html",
    "video": "text/_films.html",
    "linked": "text/_linked.html",
    "document": "text/_document.html",
    "sound": "text/_sound.html",
    "correction": "articles/_correction.html",
}
# Which page of the text edition says the same as a page of the paper.
TWINS = {
    "front": "text:front",
    "articles:section": "text:section",
    "articles:article": "text:story",
    "articles:topic": "text:topic",
    "articles:author": "text:author",
    "polls:poll": "text:poll",
    "search": "text:search",
}


def stories_in_order(blocks: Iterable[Block]) -> list[Edition]:
    """The stories of an arranged front, one below the other."""
    places = (place for block in blocks for place in (block.big, *block.small) if place)
    return [place.edition for place in places]


def text_story(edition: Edition) -> StoryPage:
    """A live edition as the text edition has it: its words, with nothing around them but what it owes its readers."""
    bylines = list(edition.bylines.select_related("author").order_by("position", "pk"))
    page = StoryPage(edition, bylines, topics=())
    page.translation = live_translation(edition)
    page.corrections = list(edition.article.corrections.current().of_whole_stories().newest_first())
    shown = corrections_in_place(edition.body, page.corrections) | _placed(edition)
    objects = Objects(shown, story=edition.article_id)
    page.body = Renderer(objects, templates=TEMPLATES, medium="text").blocks(edition.body)
    page.entries = _entries(edition)
    if edition.abuse_or_suicide:
        page.help_lines = list(HelpLine.objects.shown())
    return page


def _entries(edition):
    """All entries of a story that is told in them, in its order: on one page, for there are no pictures in it."""
    running = RunningStory.objects.filter(pk=edition.article_id).first()
    if running is None:
        return []
    uses(f"entries:{edition.article_id}")
    live = EntryEdition.objects.live().filter(story=running.pk).select_related("author")
    return shown_entries(
        live.newest_first() if running.newest_first else live.in_order(),
        story=running.pk,
        story_url=edition.get_absolute_url(),
        stories=lambda ids: {other.article_id: other for other in _live(ids)},
        templates=TEMPLATES,
        medium="text",
    )


def _live(ids):
    return Edition.objects.live().filter(article_id__in=ids).for_cards() if ids else ()


def _placed(edition):
    """What the body's placeholders stand for, where the public may have it."""
    lines = edition.placements.exclude(picture__isnull=False)
    lines = lines.select_related("poll__tally", "video", "document", "sound").prefetch_related("poll__choices")
    placed = {Placed(line.kind, line.placed_id): thing_on(line) for line in lines}
    shown = {thing: row for thing, row in placed.items() if row and may_be_shown(row)}
    wanted = [line.placed_id for line in lines if line.kind == "linked" and line.placed_id != edition.article_id]
    return shown | {Placed("linked", other.article_id): other for other in _live(wanted)}


def twin_of(request) -> str:
    """The address of this page in the text edition; its front for a page that has no twin there."""
    page = getattr(request, "resolver_match", None)
    if page is None or page.view_name not in TWINS:
        return reverse("text:front")
    return reverse(TWINS[page.view_name], kwargs=page.kwargs)
