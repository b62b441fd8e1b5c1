"""A story as a feed has it: whole, in HTML that needs neither our pages nor our stylesheet to be read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import nh3
from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.translation import gettext as _

from articles.models import Correction, Edition, EditionPlacement, HelpLine
from articles.pages.ready_story import ReadyStory, ready_stories
from common.linked_data import whole_address
from polls.models import Poll

BLOCKS = {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "figure", "figcaption", "table", "tbody", "tr", "th", "td"}
TAGS = BLOCKS | {"a", "bdi", "br", "em", "img", "s", "strong", "sub", "sup"}
ATTRIBUTES = {
    "a": {"href"},
    "bdi": {"lang"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope"},
    "ol": {"start"},
}
SPACES = re.compile(r"[ \n]+")  # of our templates; one that does not break is a writer's
NOT_READ = {"script", "style", "svg", "button", "form"}  # elements that go with all that stands in them


@dataclass
class FeedStory:
    """An edition and what was drawn of it for its page, which is None where it ended just now."""

    edition: Edition
    page: ReadyStory | None
    help_lines: str

    def get_absolute_url(self) -> str:
        return self.edition.get_absolute_url()

    @property
    def title(self) -> str:
        kicker = self.edition.kicker
        return f"{kicker} {self.edition.headline}" if kicker.endswith(":") else self.edition.headline

    @property
    def summary(self) -> str:
        """The standfirst, the polls of the story with as much of their result as anyone may see, and corrections."""
        polls = [self._poll_in_words(poll) for poll in self._polls.values()]
        words = " ".join([self.edition.standfirst, *polls]).strip()
        parts = [words, *(f"{kind_and_day}: {wording}" for kind_and_day, wording in self._corrections())]
        # A description is HTML: what looks like a tag in these words would disappear in readers.
        return linebreaks("\n\n".join(filter(None, parts)), autoescape=True)

    @property
    def content(self) -> str:
        """The lead picture, the words, what was put right in them, and help lines where the story has them."""
        if self.page is None:
            return ""
        put_right = format_html_join("", "<p><strong>{}</strong>: {}</p>", self._corrections())
        return clean_for_feed([self._lead(), *map(self._block, self.page.blocks), put_right, self.help_lines])

    @property
    def picture(self) -> tuple[str, int, int] | None:
        picture = self.edition.shown_picture
        return (whole_address(picture.file.share), 1200, 630) if picture else None

    @property
    def writers(self) -> list[tuple[str, str]]:
        lines = [line for line in self.edition.lines_in_order() if line.role == line.Role.WORDS]
        return [(line.author.name, whole_address(line.author.get_absolute_url())) for line in lines]

    @property
    def _polls(self):
        placed = [line.poll for line in self.edition.placements.all()]
        return {poll.pk: poll for poll in placed if poll and poll.state != Poll.State.DRAFT}

    def _poll_in_words(self, poll):
        return f"{_('Readers’ poll:')} {poll.question} {poll.result_in_words()}".strip()

    def _corrections(self):
        for correction in self.edition.article.current_corrections:
            made = date_format(timezone.localtime(correction.made_at), "j F Y, H:i")
            yield f"{correction.get_kind_display()}, {made}", correction.wording

    def _lead(self):
        picture = self.edition.shown_picture
        if picture is None:
            return ""
        return format_html(
            '<figure><img src="{}" alt="{}" width="{}" height="{}"><figcaption>{} {} {}</figcaption></figure>',
            picture.file.webp_960,
            picture.alt_text,
            picture.width,
            picture.height,
            self.edition.lead_caption or picture.caption,
            _("Picture:"),
            picture.credit_line,
        )

    def _block(self, block):
        """A block as it was drawn; a poll as a question that leads to it; nothing for what is chosen anew each time."""
        if isinstance(block, str):
            return block
        kind, pk, *_role = block
        poll = self._polls.get(pk) if kind == "poll" else None
        if poll is None:
            return ""
        return format_html('<p><a href="{}">{}</a></p>', poll.get_absolute_url(), self._poll_in_words(poll))


def clean_for_feed(parts: Iterable[str]) -> str:
    """HTML that was drawn for our pages, as a reader of feeds can show it."""
    clean = nh3.clean(
        "".join(parts),
        tags=TAGS,
        attributes=ATTRIBUTES,
        clean_content_tags=NOT_READ,
        link_rel=None,
        url_relative=("rewrite_with_base", settings.SITE_URL),
    )
    return SPACES.sub(" ", clean)


def in_a_feed(editions: QuerySet[Edition]) -> list[FeedStory]:
    """These, in their order, with all that a feed tells of them, in a fixed number of queries."""
    current = Prefetch(
        "article__corrections",
        Correction.objects.current().of_whole_stories().newest_first(),
        to_attr="current_corrections",
    )
    placed = EditionPlacement.objects.filter(poll__isnull=False).select_related("poll__tally")
    polls = Prefetch("placements", placed.prefetch_related("poll__choices"))
    editions = editions.for_cards().select_related("article", "section", "lead_picture")
    editions = list(editions.prefetch_related("bylines__author", current, polls))
    pages = ready_stories([edition.article_id for edition in editions])
    needs_help = any(edition.abuse_or_suicide for edition in editions)
    lines = HelpLine.objects.shown() if needs_help else []
    help_lines = render_to_string("components/help_lines.html", {"lines": lines})
    return [
        FeedStory(edition, pages.get(edition.article_id), help_lines if edition.abuse_or_suicide else "")
        for edition in editions
    ]
