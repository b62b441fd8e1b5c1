"""All that an article's page shows around its words, gathered in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from articles.body.document import Placed, things_placed, word_count
from articles.body.rendering import MOST_READ_AFTER, Html, Objects, Renderer, after_paragraphs
from articles.exporting.kit import may_be_republished
from articles.models import Author, Correction, Document, Edition, EditionPlacement, HelpLine, Picture, Sound, Video
from articles.models.library import LibraryFile
from articles.pages.alternates import Alternate
from articles.pages.most_read import most_read
from articles.pages.related import SHOWN, related_to, sizes_of
from articles.pages.series import SeriesPosition, position_in_series
from articles.publishing.placed_corrections import corrections_in_place
from articles.publishing.unseen import may_be_shown
from articles.templatetags.cards import draw_card
from common.site_version import remembered
from polls.models import Poll

VIDEOS = 2
WORDS_A_MINUTE = 230


@dataclass
class StoryPage:
    """One article's page. Lists that are empty are not drawn."""

    edition: Edition
    bylines: Sequence
    topics: Sequence
    corrections: Sequence = ()
    body: list[str] = field(default_factory=list)
    body_rest: list[str] = field(default_factory=list)
    most_read: Sequence[Edition] = ()
    related: Sequence[Edition] = ()
    help_lines: Sequence[HelpLine] = ()
    sounds: Sequence[Sound] = ()
    series: SeriesPosition | None = None
    translation: Edition | None = None  # the same story in another language, where readers have it
    is_preview: bool = False
    is_running: bool = False
    entries: Sequence = ()  # all of them, where they are drawn with the story

    @property
    def minutes(self) -> int:
        return max(1, round(word_count(self.edition.body) / WORDS_A_MINUTE))

    @property
    def corrections_on_top(self) -> list[Correction]:
        return [correction for correction in self.corrections if correction.place == correction.Place.TOP]

    @property
    def corrections_at_foot(self) -> list[Correction]:
        return [correction for correction in self.corrections if correction.place == correction.Place.FOOT]

    @property
    def related_cards(self) -> list[Html]:
        return [
            draw_card(other, size=size, stands="row")
            for other, size in sizes_of(self.related, shown=self.edition.lead_picture_id)
        ]

    @property
    def alternates(self) -> list[Alternate]:
        """The versions of a page that search engines may find; this one is not theirs."""
        return []

    @property
    def text_url(self) -> str:
        edition = self.edition
        return reverse("text:story", args=[edition.section.slug, edition.slug, edition.article_id])

    @property
    def feed_url(self) -> str:
        """Of the entries of a story that is told in them."""
        return f"{self.edition.get_absolute_url()}feed/"

    @property
    def republish_url(self) -> str:
        """From where other papers take it, if they may."""
        edition = self.edition
        if self.is_preview or not may_be_republished(edition, self.bylines):
            return ""
        return reverse("articles:republish", args=[edition.section.slug, edition.slug, edition.article_id])

    @property
    def writers(self) -> list[Author]:
        return [line.author for line in self.bylines if line.role == line.Role.WORDS]


def story_page(edition: Edition) -> StoryPage:
    """The page of an edition as the public has it."""
    bylines = list(edition.bylines.select_related("author").order_by("position", "pk"))
    topics = list(edition.topics.order_by("name"))
    placements = list(
        edition.placements.select_related(
            "picture", "video__poster", "poll__tally", "document", "sound"
        ).prefetch_related("poll__choices")
    )
    page = StoryPage(edition, bylines, topics)
    page.corrections = list(edition.article.corrections.current().of_whole_stories().newest_first())
    page.series = position_in_series(edition)
    return _fill(page, {Placed(line.kind, line.placed_id): thing_on(line) for line in placements})


def sounds_of(edition: Edition) -> list[Sound]:
    """Those of its text that readers may hear, in no particular order."""
    if 'data-embed="sound"' not in edition.body:
        return []
    lines = edition.placements.exclude(sound=None).select_related("sound")
    return [line.sound for line in lines if line.sound.may_be_shown()]


def preview_page(edition: Edition, *, bylines: Sequence, topics: Sequence) -> StoryPage:
    """The page of an edition that is not stored: unsaved words in the public dress."""
    page = StoryPage(edition, bylines, topics, is_preview=True)
    if 'data-embed="correction"' in edition.body:
        made = Correction.objects.filter(article=edition.article_id)
        page.corrections = list(made.current().of_whole_stories().newest_first())
    wanted = things_placed(edition.body)
    ids = {kind: [thing.pk for thing in wanted if thing.kind == kind] for kind in EditionPlacement.KINDS}
    found = {
        "picture": Picture.objects.in_bulk(ids["picture"]),
        "video": Video.objects.select_related("poster").in_bulk(ids["video"]),
        "poll": Poll.objects.with_choices().in_bulk(ids["poll"]),
        "document": Document.objects.in_bulk(ids["document"]),
        "sound": Sound.objects.in_bulk(ids["sound"]),
    }
    placed = {thing: found.get(thing.kind, {}).get(thing.pk) for thing in wanted}
    return _fill(page, placed)


def thing_on(line: EditionPlacement) -> Picture | Poll | Video | LibraryFile | None:
    """The placed thing as it came with the row; another story is not, since its live edition is what is shown."""
    return None if line.kind == "linked" else getattr(line, line.kind)


def _fill(page, placed):
    edition = page.edition
    corrections = corrections_in_place(edition.body, page.corrections)
    linked, page.related = _other_stories(page, [thing.pk for thing in placed if thing.kind == "linked"])
    placed |= {Placed("linked", other.article_id): other for other in linked}
    public = corrections | {thing: shown for thing, shown in placed.items() if shown and may_be_shown(shown)}
    page.sounds = [shown for thing, shown in public.items() if thing.kind == "sound"]
    videos = newest_videos() if 'data-embed="watch"' in edition.body else ()
    blocks = Renderer(Objects(public, videos, edition.article_id)).blocks(edition.body)
    if edition.abuse_or_suicide:
        page.related, page.help_lines = [], list(HelpLine.objects.shown())
    place_body(page, blocks)
    return page


def place_body(page: StoryPage, blocks: list[str]) -> None:
    """Put the blocks on the page, with the most read between them if the story is long enough and may have them."""
    edition = page.edition
    if not edition.abuse_or_suicide:
        page.most_read = [other for other in most_read() if other.article_id != edition.article_id]
    cut = after_paragraphs(blocks, MOST_READ_AFTER) if page.most_read else None
    page.body, page.body_rest = (blocks[:cut], blocks[cut:]) if cut else (blocks, [])


def newest_videos(count: int = VIDEOS) -> list[Video]:
    """For the front, and for a “watch” placeholder that names none."""
    return remembered(f"newest-videos {count}", ["site"], lambda: list(_newest_videos(count)))


def _newest_videos(count):
    return Video.objects.live().newest_first().select_related("poster")[:count]


def _other_stories(page, linked_ids):
    """The live ones of the stories that the editor links to, and of those that are related: one query for both."""
    own = page.edition.article_id
    related_ids = related_to([topic.pk for topic in page.topics], without={own, *linked_ids})
    wanted = {*linked_ids, *related_ids} - {own}
    found = Edition.objects.live().filter(article_id__in=wanted).with_writers() if wanted else ()
    live = {other.article_id: other for other in found}
    related = [live[pk] for pk in related_ids if pk in live][:SHOWN]
    return [live[pk] for pk in linked_ids if pk in live], related
