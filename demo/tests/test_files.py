"""The demonstration paper's pictures and films, as they lie in the repository."""

from PIL import Image

from articles.imaging.renditions import WIDTHS
from demo.loading.library import DOCUMENTS, SOUNDS
from demo.loading.pictures import FILES, FILMS, LICENSED, OTHER_CREDITS, PHOTOGRAPHS, WITH_SUBTITLES

EBML_MAGIC = b"\x1a\x45\xdf\xa3"
SIZE_LIMIT = 3_000_000


def names_in(folder):
    return {path.name for path in (FILES / folder).iterdir()}


def test_every_picture_has_its_file_and_every_file_its_words():
    assert names_in("pictures") == {f"{slug}.avif" for slug in PHOTOGRAPHS}
    subtitles = {f"{slug}.vtt" for slug in WITH_SUBTITLES}
    assert names_in("films") == {f"{slug}.webm" for slug in FILMS} | subtitles
    assert names_in("sounds") == {f"{slug}.ogg" for slug in SOUNDS}
    assert names_in("documents") == {f"{slug}.pdf" for slug in DOCUMENTS}
    assert len(PHOTOGRAPHS) == 22
    assert len(FILMS) == 3


def test_words_are_of_pictures_that_there_are():
    named = {*LICENSED, *OTHER_CREDITS, *(film.still for film in FILMS.values())}

    assert named - set(PHOTOGRAPHS) == set()


def test_pictures_and_films_weigh_little_enough_to_be_cloned():
    files = [path for folder in ("pictures", "films", "documents", "sounds") for path in (FILES / folder).iterdir()]

    assert 0 < sum(path.stat().st_size for path in files) <= SIZE_LIMIT


def test_every_picture_fills_the_widest_rendition_and_they_are_not_all_of_one_shape():
    sizes = {}
    for slug in PHOTOGRAPHS:
        with Image.open(FILES / "pictures" / f"{slug}.avif") as image:
            image.load()
            sizes[slug] = image.size

    assert {slug for slug, size in sizes.items() if size[0] < max(WIDTHS)} == set()
    assert len({width < height for width, height in sizes.values()}) == 2
    assert len(set(sizes.values())) >= 3


def test_every_focal_point_lies_inside_its_picture():
    outside = {slug for slug, photograph in PHOTOGRAPHS.items() if not all(0 < share < 1 for share in photograph.focal)}

    assert outside == set()


def test_every_film_is_a_webm():
    openings = {slug: (FILES / "films" / f"{slug}.webm").read_bytes()[:100] for slug in FILMS}

    assert {slug for slug, opening in openings.items() if not opening.startswith(EBML_MAGIC)} == set()
    assert {slug for slug, opening in openings.items() if b"webm" not in opening} == set()
