import pytest

from newsroom.demo.scenes import FOCAL, PICTURES, SCENES, draw
from newsroom.demo.scenes.film import FILMS, SECONDS, SIZE, film
from newsroom.demo.scenes.plate import Plate
from newsroom.demo.scenes.webm import webm

EBML_MAGIC = b"\x1a\x45\xdf\xa3"
SIZE_LIMIT = 1_500_000


@pytest.fixture(scope="module")
def roost():
    """The first second of a film: enough to judge it by."""
    return film("curlew-roost", seconds=1)


@pytest.mark.parametrize("slug", ["wind-farm", "court-house"])
def test_a_scene_is_drawn_at_its_promised_size_and_the_same_each_time(slug):
    first, second = SCENES[slug](), draw(slug)

    assert first.mode == "RGB"
    assert first.size == PICTURES[slug].size
    assert first.tobytes() == second.tobytes()


def test_there_are_twenty_two_scenes_and_not_all_of_one_shape():
    sizes = [picture.size for picture in PICTURES.values()]

    assert len(SCENES) == 22
    assert sum(width < height for width, height in sizes) >= 2
    assert len(set(sizes)) >= 3


@pytest.mark.parametrize("slug", SCENES)
def test_every_scene_has_a_focal_point_inside_the_picture(slug):
    across, down = FOCAL[slug]

    assert 0 < across < 1
    assert 0 < down < 1


def test_the_name_of_a_scene_seeds_its_chance():
    assert Plate((40, 30), "one").rng.random() != Plate((40, 30), "two").rng.random()


def test_a_film_is_a_webm_under_the_size_limit(roost):
    assert roost.startswith(EBML_MAGIC)
    assert b"webm" in roost[:100]
    assert len(roost) * SECONDS < SIZE_LIMIT


def test_a_film_has_a_key_frame_for_every_picture(roost):
    # Each VP8 key frame opens with this start code and the size of the picture.
    start_code = b"\x9d\x01\x2a" + b"".join(side.to_bytes(2, "little") for side in SIZE)

    assert roost.count(start_code) == 12


def test_the_index_of_a_film_points_at_its_clusters():
    pictures = [Plate((64, 36), "still", scale=1).image for _ in range(30)]

    result = webm(pictures, rate=12)

    segment = result.index(bytes.fromhex("18538067")) + 12
    places = [int.from_bytes(part[8:16], "big") for part in result.split(b"\xf1")[1:4]]
    clusters = [result[segment + place : segment + place + 4] for place in places]
    assert clusters == [bytes.fromhex("1f43b675")] * 3


def test_three_films_are_promised():
    assert set(FILMS) == {"barrier-test", "lifeboat-launch", "curlew-roost"}
