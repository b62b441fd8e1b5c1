"""How sections stand on the front below its top: in three kinds of band, by what each has to show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.models import Edition, Section
from articles.models.story import Label
from articles.pages.cards import ListedStory

FEATURE, ROW, OPINION = "feature", "row", "opinion"
IN_A_ROW = 4  # stories
FEWEST_OPINIONS, MOST_OPINIONS = 2, 4
OPINION_AFTER = 2  # bands

Listed = Sequence[Edition | ListedStory]


@dataclass
class Band:
    """A feature with lines, a row of cards, or the opinion of all sections, which has none of its own."""

    kind: str
    stories: Listed
    section: Section | None = None

    @property
    def slug(self) -> str:
        return self.section.slug if self.section else "of-opinion"


def bands_of(sections: Iterable[tuple[Section, Listed]]) -> list[Band]:
    """Opinion stands together where there is enough of it. No two rows of cards follow each other."""
    sections = list(sections)
    opinions = [story for _, stories in sections for story in stories if story.label == Label.OPINION][:MOST_OPINIONS]
    opinions = opinions if len(opinions) >= FEWEST_OPINIONS else []
    bands: list[Band] = []
    for section, stories in sections:
        if others := [story for story in stories if story not in opinions]:
            bands.append(Band(_kind(others, bands), others, section))
    if opinions:
        bands.insert(OPINION_AFTER, Band(OPINION, opinions))
    return bands


def _kind(stories, above):
    has_pictures = len(stories) == IN_A_ROW and all(story.shown_picture for story in stories)
    return ROW if has_pictures and above and above[-1].kind == FEATURE else FEATURE
