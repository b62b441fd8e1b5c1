"""Drawn scenes that stand in for news photographs in the demo newspaper."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PIL import Image

from . import (
    allotments,
    bakery,
    chamber,
    civic,
    coast,
    country,
    evening,
    harbour,
    hospital,
    library,
    marsh,
    railway,
    school,
    street,
)
from .plate import Plate

LANDSCAPE, PORTRAIT, WIDE = (2000, 1333), (1600, 2000), (2400, 1350)


class Picture(NamedTuple):
    """How a scene is drawn, its size, and where the eye should rest (fractions)."""

    paint: Callable
    size: tuple
    focal: tuple


PICTURES = {
    "harbour-dawn": Picture(harbour.harbour_dawn, LANDSCAPE, (0.48, 0.62)),
    "town-hall": Picture(civic.town_hall, PORTRAIT, (0.5, 0.36)),
    "flood-barrier": Picture(harbour.flood_barrier, LANDSCAPE, (0.7, 0.5)),
    "lighthouse-storm": Picture(coast.lighthouse_storm, PORTRAIT, (0.62, 0.38)),
    "market-square": Picture(street.market_square, LANDSCAPE, (0.44, 0.68)),
    "saltmarsh-curlews": Picture(marsh.saltmarsh_curlews, WIDE, (0.68, 0.72)),
    "football-ground": Picture(evening.football_ground, LANDSCAPE, (0.54, 0.66)),
    "school-gates": Picture(school.school_gates, LANDSCAPE, (0.43, 0.66)),
    "hospital": Picture(hospital.hospital, LANDSCAPE, (0.54, 0.6)),
    "court-house": Picture(civic.court_house, LANDSCAPE, (0.52, 0.5)),
    "wind-farm": Picture(coast.wind_farm, WIDE, (0.64, 0.5)),
    "high-street": Picture(street.high_street, LANDSCAPE, (0.46, 0.7)),
    "railway-station": Picture(railway.railway_station, LANDSCAPE, (0.28, 0.55)),
    "allotments": Picture(allotments.allotments, LANDSCAPE, (0.46, 0.66)),
    "theatre": Picture(evening.theatre, LANDSCAPE, (0.5, 0.52)),
    "library": Picture(library.library, LANDSCAPE, (0.5, 0.55)),
    "beach-huts": Picture(coast.beach_huts, LANDSCAPE, (0.7, 0.6)),
    "council-chamber": Picture(chamber.council_chamber, LANDSCAPE, (0.5, 0.4)),
    "bakery": Picture(bakery.bakery, LANDSCAPE, (0.42, 0.6)),
    "snow-lane": Picture(country.snow_lane, LANDSCAPE, (0.54, 0.42)),
    "cycle-path": Picture(country.cycle_path, LANDSCAPE, (0.5, 0.68)),
    "lifeboat": Picture(harbour.lifeboat_at_sea, LANDSCAPE, (0.46, 0.5)),
}


def draw(slug) -> Image.Image:
    """The picture of that name, the same dots each time."""
    picture = PICTURES[slug]
    plate = Plate(picture.size, slug)
    picture.paint(plate)
    return plate.printed()


SCENES = {slug: partial(draw, slug) for slug in PICTURES}
FOCAL = {slug: picture.focal for slug, picture in PICTURES.items()}
