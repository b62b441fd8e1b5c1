"""The Courier's pictures and films: drawn by our own code, captioned as a picture desk would."""

import datetime as dt
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO

from django.core.files.base import ContentFile
from django.utils import timezone

from articles.models import Picture, Video
from articles.pictures.rights import keep_to_rights
from newsroom.demo import scenes
from newsroom.demo.scenes.film import film

CREDIT = "Cormac Ilderton"
OTHER_CREDITS = {
    "lifeboat": "Saltmere Lifeboat",
    "wind-farm": "Agnes Loosemore",
    "saltmarsh-curlews": "Agnes Loosemore",
    "snow-lane": "Agnes Loosemore",
}

# For each scene its caption, and what it shows.
WORDS = {
    "harbour-dawn": (
        "Boats at Fish Quay at first light.",
        "Fishing boats lie at a quay at dawn, their masts dark against an orange sky that the water repeats.",
    ),
    "town-hall": (
        "Saltmere town hall.",
        "The town hall with its clock tower, seen across the square.",
    ),
    "flood-barrier": (
        "The Wend Barrier at high water.",
        "Grey water stands high against the red gates between the hooded towers of the flood barrier.",
    ),
    "lighthouse-storm": (
        "The harbour light in Tuesday’s gale.",
        "Waves break around a lighthouse at dusk while its beam reaches out to sea.",
    ),
    "market-square": (
        "Thursday market in Market Square.",
        "Market stalls under striped awnings fill the square in front of old houses.",
    ),
    "saltmarsh-curlews": (
        "Curlews on the Saltings at low water.",
        "Long-billed wading birds feed along winding creeks in a salt marsh under a low sun.",
    ),
    "football-ground": (
        "Quayside under the lights.",
        "A floodlit football pitch at night with a full stand behind it.",
    ),
    "school-gates": (
        "The school gates in the morning.",
        "A primary school building behind railings and trees, with its gate open.",
    ),
    "hospital": (
        "St Audrey’s Hospital.",
        "A hospital building in the evening, most of its windows lit.",
    ),
    "court-house": (
        "The court house in Lowgate.",
        "The court house, with columns above a flight of broad steps.",
    ),
    "wind-farm": (
        "Turbines on Hallam Bank.",
        "Wind turbines stand in the sea in rows against a red evening sky.",
    ),
    "high-street": (
        "Shops in Staithe Street.",
        "A row of narrow shopfronts of different colours along a street.",
    ),
    "railway-station": (
        "Saltmere station on the Wend Valley line.",
        "A train waits at a small railway station under a canopy.",
    ),
    "allotments": (
        "Allotments above the river.",
        "Allotment plots with sheds and rows of vegetables, where somebody is digging.",
    ),
    "theatre": (
        "The Playhouse on a performance night.",
        "A theatre front at night, with gilded masks over a brightly lit canopy and people at its doors.",
    ),
    "library": (
        "The reading room of Lowgate Library.",
        "Readers sit at long tables in a reading room lined with bookshelves, under tall arched windows.",
    ),
    "beach-huts": (
        "Beach huts at North Beach.",
        "A row of beach huts painted in bright colours stands on the sand.",
    ),
    "council-chamber": (
        "The council chamber at the town hall.",
        "Councillors sit on curved benches that face the chair under the town’s arms.",
    ),
    "bakery": (
        "Customers at a Staithe Street bakery window before dawn.",
        "A baker among shelves of loaves behind a lit window under a striped awning, and two customers outside.",
    ),
    "snow-lane": (
        "The lane to Cold Ash End church.",
        "A person with a dog walks along a snowy lane towards a village church between bare trees.",
    ),
    "cycle-path": (
        "The river path between Saltmere and Wendham.",
        "A cyclist rides on a path beside a river, with a stone bridge behind.",
    ),
    "lifeboat": (
        "The lifeboat Patience Hallam at sea.",
        "An orange and blue lifeboat throws up spray as it climbs a wave.",
    ),
}

# Pictures that are the paper's for a time: the photographer's terms, and in how many days they end.
LICENSED = {
    "wind-farm": ("Agnes Loosemore. Licensed to the Courier for one year.", 5),
    "snow-lane": ("Agnes Loosemore. Licensed to the Courier for one winter.", -20),
}

# For each film its title, standfirst, still, seconds and transcript.
FILMS = {
    "barrier-test": (
        "Watch the Wend Barrier gate rise",
        "The monthly test of the gates that keep the tide out of Lowgate.",
        "flood-barrier", 7,
        "There is no speech. Two flat red gates rise side by side out of the river. Water pours off.",
    ),
    "lifeboat-launch": (
        "Down the slip: the lifeboat is launched",
        "The Patience Hallam goes from boathouse to open water in seven seconds.",
        "lifeboat", 7,
        "There is no speech. The lifeboat runs down the slip, throws up a bow wave and heads out to sea.",
    ),
    "curlew-roost": (
        "Dusk at the roost on the Saltings",
        "Curlews and their neighbours come in to roost as the tide covers the mud.",
        "saltmarsh-curlews", 7,
        "There is no speech. Birds fly in loose lines over the marsh and the flock wheels low at sunset.",
    ),
}  # fmt: skip


def printed(slug: str) -> bytes:
    """One scene as a file of the kind that a camera gives."""
    file = BytesIO()
    scenes.draw(slug).save(file, "JPEG", quality=90)
    return file.getvalue()


def hang_pictures() -> dict[str, Picture]:
    """Put every scene into the library with its words."""
    pictures = {slug: _hang(slug, file) for slug, file in draw_all(WORDS).items()}
    keep_to_rights(pictures[slug] for slug in LICENSED)
    return pictures


def draw_all(slugs) -> dict[str, bytes]:
    """The scenes as files, drawn on all cores."""
    with ProcessPoolExecutor() as pool:
        return dict(zip(slugs, pool.map(printed, slugs), strict=True))


def _hang(slug, file):
    caption, alt = WORDS[slug]
    x, y = scenes.FOCAL[slug]
    rights, days = LICENSED.get(slug, ("The Saltmere Courier", None))
    return Picture.objects.create(
        file=ContentFile(file, name=f"{slug}.jpg"), focal_point=f"{x}x{y}", caption=caption, alt=alt,
        credit=OTHER_CREDITS.get(slug, CREDIT), digest=slug, rights=rights,
        rights_until=timezone.localdate() + dt.timedelta(days=days) if days else None,
    )  # fmt: skip


def file_films(pictures: dict[str, Picture]) -> dict[str, Video]:
    return {
        slug: Video.objects.create(
            title=title, slug=slug, standfirst=standfirst, poster=pictures[still], seconds=seconds,
            transcript=transcript, file=ContentFile(film(slug), name=f"{slug}.webm"),
        )
        for slug, (title, standfirst, still, seconds, transcript) in FILMS.items()
    }  # fmt: skip
