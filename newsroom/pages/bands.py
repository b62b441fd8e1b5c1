"""How sections stand on the front below its top: in three kinds of band, as an editor chose or by what each has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from articles.models import Edition, Section
from articles.models.fronts import OPINIONS, BandKind
from articles.models.story import Label
from articles.pages.cards import ListedStory

FEATURE, ROW, OPINION = BandKind.FEATURE.value, BandKind.ROW.value, "opinion"
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


def bands_of(sections: Iterable[tuple[Section, Listed]], chosen: Mapping[str, str] | None = None) -> list[Band]:
    """Opinion stands together where there is enough of it. By the rule, no two rows of cards follow each other.

    `chosen` is what an editor decided, as `FrontArrangement.bands` keeps it.
    """
    chosen = chosen or {}
    sections = [(section, stories) for section, stories in sections if chosen.get(str(section.pk)) != BandKind.OUT]
    opinions = [story for _, stories in sections for story in stories if story.label == Label.OPINION][:MOST_OPINIONS]
    is_band = len(opinions) >= FEWEST_OPINIONS and chosen.get(OPINIONS) != BandKind.OUT
    opinions = opinions if is_band else []
    bands: list[Band] = []
    for section, stories in sections:
        if others := [story for story in stories if story not in opinions]:
            bands.append(Band(chosen.get(str(section.pk)) or _kind(others, bands), others, section))
    if opinions:
        bands.insert(OPINION_AFTER, Band(OPINION, opinions))
    return bands


def _kind(stories, above):
    has_pictures = len(stories) == IN_A_ROW and all(story.shown_picture for story in stories)
    return ROW if has_pictures and above and above[-1].kind == FEATURE else FEATURE
