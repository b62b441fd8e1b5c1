"""A story's page put together for a reader: what is kept, and in its gaps what may differ from moment to moment."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import SimpleNamespace

from django.http import HttpRequest
from django.template import RequestContext

from articles.body.document import Placed
from articles.body.rendering import Html, Objects, Renderer, as_drawn, data_block
from articles.pages.alternates import Alternate, alternates_of, are_apart
from articles.pages.cards import ListedStory, live_stories
from articles.pages.drawn_polls import drawn_poll
from articles.pages.ready_story import TEMPLATE, ReadyStory
from articles.pages.related import SHOWN, sizes_of
from articles.pages.running.data import live_blog_data
from articles.pages.running.entries import frames_of
from articles.pages.running.page import RunningPage, running_page
from articles.pages.series import SeriesPosition, position_among
from articles.pages.story_page import StoryPage, newest_videos, place_body
from articles.publishing.unseen import may_be_shown
from common.languages import speaking
from common.live_parts import draw_live, frame
from common.site_version import uses
from polls.models import Poll

TEMPLATES = (TEMPLATE, "base.html")


class LivePage(StoryPage):
    """What the page's template asks for in the parts that are drawn anew."""

    @cached_property
    def running(self) -> RunningPage | None:
        """The entries of a story that is told in them."""
        uses(f"entries:{self.edition.article_id}")
        return running_page(self.edition.article_id, self.edition.get_absolute_url)

    @cached_property
    def live_blog(self) -> dict:
        """What machines are told of such a story."""
        return live_blog_data(self.edition.running_data, self.running)

    @property
    def running_data(self) -> Html:
        return data_block(self.live_blog)

    @property
    def related_cards(self) -> list[Html]:
        shown = self.edition.lead_picture_id
        return [other.card(size=size, stands="row") for other, size in sizes_of(self.related, shown=shown)]

    @property
    def alternates(self) -> list[Alternate]:
        versions = (self.edition, self.translation) if self.translation else ()
        return alternates_of([(version.language, version.get_absolute_url) for version in versions])


def live_page(request: HttpRequest, story: ReadyStory) -> str:
    """The whole page. At most two queries, one for all the other stories on it and one for the polls in it."""
    with speaking(story.language):
        return _live_page(request, story)


def _live_page(request, story):
    others = _others(story)
    page = LivePage(story, (), ())
    page.series = _series(story, others)
    page.translation = _translation(story, others)
    page.related = [others[pk] for pk in story.related if pk in others][:SHOWN]
    place_body(page, _body(story, others))
    context = RequestContext(request, {"page": page, "edition": story})
    around = frame(request)
    if story.is_running:
        story.frames = sorted({*story.frames, *frames_of(page.running.all_shown)})  # which its answer lets in
    parts = draw_live(TEMPLATES, [name for name in story.pieces[1::2] if name not in around], context) | around
    return "".join(parts[piece] if place % 2 else piece for place, piece in enumerate(story.pieces))


def _others(story) -> dict[int, ListedStory]:
    """The other stories that the page may show, as far as they are live."""
    wanted = {*story.related, *story.later("linked"), *(story.series[2] if story.series else ())}
    wanted |= {story.translation} - {None}
    uses(*(f"story:{pk}" for pk in {story.article_id, *wanted}), *(f"listed:{topic}" for topic in story.topics))
    return live_stories(wanted)


def _series(story, others) -> SeriesPosition | None:
    if story.series is None:
        return None
    name, address, parts = story.series
    series = SimpleNamespace(name=name, get_absolute_url=address)
    return position_among(series, [others[pk] for pk in parts if pk in others], story.article_id)


def _translation(story, others) -> ListedStory | None:
    other = others.get(story.translation)
    return other if other and are_apart(story, other) else None


def _body(story, others: Mapping[int, ListedStory]) -> list[str]:
    """The blocks of the body, with what was left for later drawn."""
    public: dict[Placed, object] = {Placed("linked", pk): other for pk, other in others.items()}
    public |= {Placed("poll", poll.pk): poll for poll in _polls(story.later("poll")) if may_be_shown(poll)}
    has_gap = any(isinstance(block, list) and block[1] is None for block in story.blocks)
    renderer = Renderer(Objects(public, newest_videos() if has_gap else (), story.article_id))
    drawn = (_drawn(renderer, *block) if isinstance(block, list) else as_drawn(block) for block in story.blocks)
    return [block for block in drawn if block]


def _drawn(renderer, kind, pk, role):
    placed = Placed(kind, pk)
    poll = renderer.objects.by_placed.get(placed) if kind == "poll" else None
    return drawn_poll(renderer, poll, role) if poll else renderer.draw(placed, role=role)


def _polls(ids: Iterable[int]):
    uses(*(f"poll:{pk}" for pk in ids))
    return Poll.objects.fetch_with_choices(ids) if ids else ()
