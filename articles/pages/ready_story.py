"""A story's page as it is kept: drawn once from the page's own template, with gaps for what is drawn anew each time."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from django.db.models import Q
from django.utils import timezone

from articles.body.document import Placed
from articles.body.rendering import Later, Objects, Renderer, data_block
from articles.models import Edition, HelpLine, ReadyCard, ReadyPage, Series, SeriesPart
from articles.models.ready import MadeOf, Ready, is_current
from articles.pages.alternates import translation_id
from articles.pages.cards import draw_cards, keep, kept_fields, uses_picture
from articles.pages.related import related_to
from articles.pages.story_page import StoryPage, sounds_of, thing_on
from articles.pages.structured_data import story_data
from articles.publishing.placed_corrections import corrections_in_place
from articles.publishing.unseen import may_be_shown
from common import site_version
from common.languages import speaking
from common.live_parts import draw_kept
from common.prepared import Prepared

TEMPLATE = "articles/article_detail.html"
WHOLE = (
    "article__series_part__series",
    "article__translation",
    "article__running",
    "section",
    "lead_picture",
    "social_picture",
)
LATER = {"poll", "linked"}
LISTED = "listed:"  # the scope of a topic's stories
COLUMNS = ("pk", "page", "related", "related_number", "related_moved", *Ready.FACTS)
KEPT = Prepared(
    lambda at, ids: ReadyPage.objects.live(at).filter(edition__article__in=ids).with_moves().values_list(*COLUMNS)
)


@dataclass
class ReadyStory:
    """A live story's page. It can stand where the page's template asks for the edition, as far as it is drawn anew."""

    article_id: int
    get_absolute_url: str
    headline: str
    language: str
    sensitivity: str
    abuse_or_suicide: bool
    pieces: list[str]  # HTML and the names of live parts, by turns
    blocks: list[str | list]  # of the body; a list is the place of something that is drawn anew
    series: list | None  # its name, its address and the articles that are its parts, in their order
    topics: list[int]  # whose newest stories stand under it
    lead_picture_id: int | None = None
    translation: int | None = None  # the story that says the same in another language
    related: list[int] = field(default_factory=list)
    running_data: dict | None = None  # what machines are told of a story in entries, but for those, drawn anew
    frames: list[str] = field(default_factory=list)  # hosts of other sites that something in the body may come from

    @property
    def is_running(self) -> bool:
        return self.running_data is not None

    def later(self, kind: str) -> list[int]:
        """The things of a kind in the body that are drawn anew."""
        return [block[1] for block in self.blocks if isinstance(block, list) and block[0] == kind and block[1]]


def ready_story(article_id: int) -> ReadyStory | None:
    """The page of the story, if readers have it."""
    return ready_stories([article_id]).get(article_id)


def ready_stories(article_ids: Sequence[int]) -> dict[int, ReadyStory]:
    """The pages of those that readers have: one query, and more only for what is missing or out of date."""
    stories = {}
    for edition_id, page, related, related_number, related_moved, *facts in (
        KEPT.rows(article_ids) if article_ids else []
    ):
        if is_current(*facts):
            story = ReadyStory(**json.loads(page))
            story.related = [int(pk) for pk in related.split()]
            if related_number < related_moved:
                relate(ReadyPage.objects.get(pk=edition_id), story)
            stories[story.article_id] = story
    missing = [pk for pk in article_ids if pk not in stories]
    if missing:
        editions = Edition.objects.live().select_related(*WHOLE).filter(article__in=missing)
        stories |= {edition.article_id: draw_page(edition) for edition in editions}
    return stories


def draw_ahead(edition: Edition) -> None:
    """Draw what readers will ask for first, and let go of what was drawn of the story's editions before."""
    over = Q(edition__article=edition.article_id, edition__ends_at__lte=timezone.now())
    for model in (ReadyPage, ReadyCard):
        model.objects.filter(over).delete()
    draw_cards([edition.pk])
    draw_page(Edition.objects.select_related(*WHOLE).get(pk=edition.pk))


def draw_page(edition: Edition) -> ReadyStory:
    """Draw the page of an edition in the language of its words, and keep it."""
    number, made_of = (
        site_version.number_now(),
        MadeOf({"paper", f"story:{edition.article_id}", f"section:{edition.section_id}"}),
    )
    page = _page(edition, made_of)
    data = story_data(page)
    context = {"page": page, "edition": edition, "linked_data": data_block(data)}
    with speaking(edition.language):
        pieces, blocks = draw_kept(TEMPLATE, context), _blocks(page, made_of)
    story = ReadyStory(
        article_id=edition.article_id,
        get_absolute_url=edition.get_absolute_url(),
        headline=edition.headline,
        language=edition.language,
        sensitivity=edition.sensitivity,
        abuse_or_suicide=edition.abuse_or_suicide,
        pieces=pieces,
        blocks=blocks,
        series=_series(edition, made_of),
        topics=[] if edition.abuse_or_suicide else [topic.pk for topic in page.topics],
        lead_picture_id=edition.lead_picture_id,
        translation=translation_id(edition),
        running_data=data if page.is_running else None,
        frames=edition.frames,
    )
    kept = ReadyPage(edition=edition, page=json.dumps(asdict(story)), number=number, **kept_fields(made_of))
    _relate(kept, story, story.topics)
    keep([kept])
    return story


def relate(kept: ReadyPage, story: ReadyStory) -> None:
    """Choose anew which stories stand under this one, since another has come that has a topic of its."""
    _relate(kept, story, [int(scope.removeprefix(LISTED)) for scope in kept.related_scopes])
    keep([kept])


def _relate(kept, story, topics):
    kept.related_scopes = [f"{LISTED}{topic}" for topic in topics]
    kept.related_number = site_version.number_now()
    story.related = related_to(topics, without={story.article_id, *story.later("linked")})
    kept.related = " ".join(map(str, story.related))


def _page(edition, made_of):
    bylines = list(edition.bylines.select_related("author").order_by("position", "pk"))
    page = StoryPage(edition, bylines, list(edition.topics.order_by("name")))
    page.corrections = list(edition.article.corrections.current().of_whole_stories().newest_first())
    page.is_running = getattr(edition.article, "running", None) is not None
    made_of.scopes |= {f"author:{line.author_id}" for line in bylines} | {f"topic:{topic.pk}" for topic in page.topics}
    page.sounds = sounds_of(edition)
    uses_picture(made_of, edition.lead_picture)
    uses_picture(made_of, edition.social_picture)
    if edition.abuse_or_suicide:
        page.help_lines = list(HelpLine.objects.shown())
        made_of.scopes.add("helplines")
    return page


def _blocks(page, made_of):
    edition = page.edition
    lines = edition.placements.filter(poll=None, linked=None).select_related(
        "picture", "video__poster", "document", "sound"
    )
    shown = dict(corrections_in_place(edition.body, page.corrections))
    for line in lines:
        thing = thing_on(line)
        made_of.scopes.add(f"{line.kind}:{line.placed_id}")
        if line.kind in {"picture", "video"}:
            uses_picture(made_of, thing if line.kind == "picture" else thing.poster)
        made_of.ends(thing.published_at if line.kind == "video" else thing.rights_end)
        if may_be_shown(thing):
            shown[Placed(line.kind, line.placed_id)] = thing
    blocks = Renderer(Objects(shown, story=edition.article_id), later=LATER).blocks(edition.body)
    itself = Later("linked", edition.article_id)
    return [list(block) if isinstance(block, Later) else str(block) for block in blocks if block != itself]


def _series(edition, made_of):
    part = getattr(edition.article, "series_part", None)
    if part is None:
        return None
    series: Series = part.series
    made_of.scopes.add(f"series:{series.pk}")
    parts = SeriesPart.objects.filter(series=series).order_by("position", "article")
    return [series.name, series.get_absolute_url(), list(parts.values_list("article", flat=True))]
