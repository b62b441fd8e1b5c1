"""The Courier's pictures and films, captioned as a picture desk would."""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.utils import timezone

from articles.imaging.captions import clean_captions
from articles.models import Picture, Video
from articles.pictures.rights import keep_to_rights

FILES = Path(__file__).parent.parent / "files"
CREDIT = "Cormac Ilderton"
OTHER_CREDITS = {
    "lifeboat": "Saltmere Lifeboat",
    "wind-farm": "Agnes Loosemore",
    "saltmarsh-curlews": "Agnes Loosemore",
    "snow-lane": "Agnes Loosemore",
}


class Photograph(NamedTuple):
    """A picture's caption, what it shows, and the spot that every crop keeps, as shares of width and height."""

    caption: str
    alt: str
    focal: tuple[float, float]


PHOTOGRAPHS = {
    "harbour-dawn": Photograph(
        "Boats at Fish Quay at first light.",
        "Fishing boats lie at a quay at dawn, their masts dark against an orange sky that the water repeats.",
        (0.48, 0.62),
    ),
    "town-hall": Photograph(
        "Saltmere town hall.",
        "The town hall with its clock tower, seen across the square.",
        (0.5, 0.36),
    ),
    "flood-barrier": Photograph(
        "The Wend Barrier at high water.",
        "Grey water stands high against the red gates between the hooded towers of the flood barrier.",
        (0.7, 0.5),
    ),
    "lighthouse-storm": Photograph(
        "The harbour light in Tuesday’s gale.",
        "Waves break around a lighthouse at dusk while its beam reaches out to sea.",
        (0.62, 0.38),
    ),
    "market-square": Photograph(
        "Thursday market in Market Square.",
        "Market stalls under striped awnings fill the square in front of old houses.",
        (0.44, 0.68),
    ),
    "saltmarsh-curlews": Photograph(
        "Curlews on the Saltings at low water.",
        "Long-billed wading birds feed along winding creeks in a salt marsh under a low sun.",
        (0.68, 0.72),
    ),
    "football-ground": Photograph(
        "Quayside under the lights.",
        "A floodlit football pitch at night with a full stand behind it.",
        (0.54, 0.66),
    ),
    "school-gates": Photograph(
        "The school gates in the morning.",
        "A primary school building behind railings and trees, with its gate open.",
        (0.43, 0.66),
    ),
    "hospital": Photograph(
        "St Audrey’s Hospital.",
        "A hospital building in the evening, most of its windows lit.",
        (0.54, 0.6),
    ),
    "court-house": Photograph(
        "The court house in Lowgate.",
        "The court house, with columns above a flight of broad steps.",
        (0.52, 0.5),
    ),
    "wind-farm": Photograph(
        "Turbines on Hallam Bank.",
        "Wind turbines stand in the sea in rows against a red evening sky.",
        (0.64, 0.5),
    ),
    "high-street": Photograph(
        "Shops in Staithe Street.",
        "A row of narrow shopfronts of different colours along a street.",
        (0.46, 0.7),
    ),
    "railway-station": Photograph(
        "Saltmere station on the Wend Valley line.",
        "A train waits at a small railway station under a canopy.",
        (0.28, 0.55),
    ),
    "allotments": Photograph(
        "Allotments above the river.",
        "Allotment plots with sheds and rows of vegetables, where somebody is digging.",
        (0.46, 0.66),
    ),
    "theatre": Photograph(
        "The Playhouse on a performance night.",
        "A theatre front at night, with gilded masks over a brightly lit canopy and people at its doors.",
        (0.5, 0.52),
    ),
    "library": Photograph(
        "The reading room of Lowgate Library.",
        "Readers sit at long tables in a reading room lined with bookshelves, under tall arched windows.",
        (0.5, 0.55),
    ),
    "beach-huts": Photograph(
        "Beach huts at North Beach.",
        "A row of beach huts painted in bright colours stands on the sand.",
        (0.7, 0.6),
    ),
    "council-chamber": Photograph(
        "The council chamber at the town hall.",
        "Councillors sit on curved benches that face the chair under the town’s arms.",
        (0.5, 0.4),
    ),
    "bakery": Photograph(
        "Customers at a Staithe Street bakery window before dawn.",
        "A baker among shelves of loaves behind a lit window under a striped awning, and two customers outside.",
        (0.42, 0.6),
    ),
    "snow-lane": Photograph(
        "The lane to Cold Ash End church.",
        "A person with a dog walks along a snowy lane towards a village church between bare trees.",
        (0.54, 0.42),
    ),
    "cycle-path": Photograph(
        "The river path between Saltmere and Wendham.",
        "A cyclist rides on a path beside a river, with a stone bridge behind.",
        (0.5, 0.68),
    ),
    "lifeboat": Photograph(
        "The lifeboat Patience Hallam at sea.",
        "An orange and blue lifeboat throws up spray as it climbs a wave.",
        (0.46, 0.5),
    ),
}

# Pictures that are the paper's for a time: the photographer's terms, and in how many days they end.
LICENSED = {
    "wind-farm": ("Agnes Loosemore. Licensed to the Courier for one year.", 5),
    "snow-lane": ("Agnes Loosemore. Licensed to the Courier for one winter.", -20),
}


class Film(NamedTuple):
    title: str
    standfirst: str
    still: str
    seconds: int
    transcript: str


FILMS = {
    "barrier-test": Film(
        "Watch the Wend Barrier gate rise",
        "The monthly test of the gates that keep the tide out of Lowgate.",
        "flood-barrier",
        7,
        "There is no speech. Two flat red gates rise side by side out of the river. Water pours off.",
    ),
    "lifeboat-launch": Film(
        "Down the slip: the lifeboat is launched",
        "The Patience Hallam goes from boathouse to open water in seven seconds.",
        "lifeboat",
        7,
        "There is no speech. The lifeboat runs down the slip, throws up a bow wave and heads out to sea.",
    ),
    "curlew-roost": Film(
        "Dusk at the roost on the Saltings",
        "Curlews and their neighbours come in to roost as the tide covers the mud.",
        "saltmarsh-curlews",
        7,
        "There is no speech. Birds fly in loose lines over the marsh and the flock wheels low at sunset.",
    ),
}


WITH_SUBTITLES = {"barrier-test"}


def create_pictures() -> dict[str, Picture]:
    """Put every picture into the library with its words."""
    pictures = {slug: _create_picture(slug, photograph) for slug, photograph in PHOTOGRAPHS.items()}
    keep_to_rights(pictures[slug] for slug in LICENSED)
    return pictures


def _create_picture(slug, photograph):
    x, y = photograph.focal
    rights, days = LICENSED.get(slug, ("The Saltmere Courier", None))
    return Picture.objects.create(
        file=demo_file("pictures", f"{slug}.avif"),
        focal_point=f"{x}x{y}",
        caption=photograph.caption,
        alt=photograph.alt,
        credit=OTHER_CREDITS.get(slug, CREDIT),
        digest=slug,
        rights=rights,
        rights_until=timezone.localdate() + dt.timedelta(days=days) if days else None,
    )


def create_films(pictures: dict[str, Picture]) -> dict[str, Video]:
    return {slug: _create_film(slug, film, pictures[film.still]) for slug, film in FILMS.items()}


def _create_film(slug, film, poster):
    return Video.objects.create(
        title=film.title,
        slug=slug,
        standfirst=film.standfirst,
        poster=poster,
        seconds=film.seconds,
        transcript=film.transcript,
        file=demo_file("films", f"{slug}.webm"),
        has_no_speech=True,
        captions=_subtitles(f"{slug}.vtt") if slug in WITH_SUBTITLES else "",
    )


def _subtitles(name):
    """As the desk would bring them."""
    return ContentFile(clean_captions(demo_file("films", name).read()), name=name)


def demo_file(folder: str, name: str) -> ContentFile:
    return ContentFile((FILES / folder / name).read_bytes(), name=name)
