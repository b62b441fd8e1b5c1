"""Maps: places read by rule, drawn where they are, listed in words everywhere."""

import json
import re

import pytest

from articles.body.cleaning import clean_body, sanitize_body
from articles.body.kinds.map import position_in
from articles.body.maps import HIGH, WIDE, Place, View, drawing_of
from articles.body.rendering import Objects, Renderer
from articles.editing.checklist import about_kinds
from common.area import Outline

SQUARE = [(1.5, 53.5), (1.7, 53.5), (1.7, 53.7), (1.5, 53.7), (1.5, 53.5)]
LAND = Outline(areas=[SQUARE], lines=[[(1.0, 53.6), (2.0, 53.6)]])
TWO = [Place("A", "", 53.6, 1.6), Place("B", "", 53.6, 1.7)]
MAP = (
    '<section data-kind="map"><h3>Where it came</h3><dl><dt>Barrier</dt><dd>53.60013, 1.6</dd><dd>three &amp; shut</dd>'
    "<dt>Fish Quay</dt><dd>53.60135, 1.60755</dd><dd></dd><dt>The wash</dt><dd></dd><dd>everywhere</dd></dl></section>"
)


def drawn(body, medium="page"):
    return " ".join("".join(map(str, Renderer(Objects(), medium=medium).blocks(body))).split())


@pytest.fixture
def land(monkeypatch):
    monkeypatch.setattr("articles.body.kinds.map.outline", lambda: LAND)


@pytest.mark.parametrize(
    ("words", "position"),
    [
        ("51.98, -4.05", (51.98, -4.05)),
        ("51.98 -4.05", (51.98, -4.05)),
        ("+51;4", (51, 4)),
        ("-90, 180", (-90, 180)),
        *[(words, None) for words in ("", "51.98", "91, 0", "0, 181", "51,98, 4,05", "1e1, 2", "٥١, ٤", "north, 4")],
    ],
)
def test_position_is_read_by_rule_and_never_guessed(words, position):
    assert position_in(words) == position


@pytest.mark.parametrize(
    ("forged", "kept"),
    [
        (
            '<dl onclick="x"><dt>A <b>b</b></dt><dd>51.9800001 -4.0500000</dd></dl>',
            "<dt>A b</dt><dd>51.98, -4.05</dd><dd></dd>",
        ),
        ("<dl><dt>A</dt><dd>95, 4</dd></dl>", "<dt>A</dt><dd></dd><dd>95, 4</dd>"),
        ("<dl><dt>A</dt><dd>1, 2</dd><dd>x</dd><dd>y</dd></dl>", "<dt>A</dt><dd>1, 2</dd><dd>x y</dd>"),
        ("<p>x</p><dl><dd>y</dd></dl>", "<dt></dt><dd></dd><dd>x y</dd>"),
    ],
)
def test_what_the_editor_cannot_make_is_made_what_it_can(forged, kept):
    clean = clean_body(f'<section data-kind="map"><h3>T</h3>{forged}</section>')

    assert clean == f'<section data-kind="map"><h3>T</h3><dl>{kept}</dl></section>'
    assert clean_body(clean) == sanitize_body(clean) == clean


def test_thirteenth_place_stands_below_as_text_and_a_map_without_one_leaves_its_words():
    many = "".join(f"<dt>P{n}</dt><dd>1, {n}</dd><dd>w</dd>" for n in range(13))
    clean = clean_body(f'<section data-kind="map"><h3></h3><dl>{many}</dl></section>')

    assert clean.count("<dt>") == 12
    assert clean.endswith("</section><p>P12, 1, 12, w</p>")
    assert clean_body(clean) == clean
    assert clean_body('<section data-kind="map"><h3>T</h3><dl></dl></section>') == "<h3>T</h3>"


def test_places_stand_where_they_are_and_a_mile_is_a_mile():
    drawing = drawing_of(TWO, LAND)
    (one, other) = drawing.marks
    km = 0.1 * 111.195 * 0.5934  # a tenth of a degree of longitude at 53.6° north

    assert (one.y, other.y) == (HIGH / 2, HIGH / 2)
    assert one.x < other.x
    assert (other.x - one.x) / km == pytest.approx(drawing.bar.length / (float(drawing.bar.miles) * 1.609344), rel=0.01)
    assert (drawing.bar.miles, drawing.bar.km) == ("1", "1.6")
    assert 20 < drawing.bar.length <= 80


def test_everything_is_clipped_to_the_drawing_and_what_is_far_away_is_not_written():
    drawing = drawing_of(TWO, LAND)
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", drawing.areas + drawing.lines)]

    assert numbers
    assert all(-6.05 <= number <= WIDE + 6.05 for number in numbers)
    away = Outline(areas=[[(40, 1), (41, 1), (41, 2)]], lines=[[(40, 1), (41, 1)], [(-9, 60), (-8, 70)]])
    assert drawing_of(TWO, away).areas == drawing_of(TWO, away).lines == ""
    hole = drawing_of(TWO, Outline(areas=[[(0, 50), (3, 50), (3, 57), (0, 57)]]))
    assert hole.areas == "M-6.0,-6.0 -6.0,226.0 326.0,226.0 326.0,-6.0Z"  # land from edge to edge


def test_single_place_needs_an_outline_and_an_outline_can_stand_alone():
    assert drawing_of(TWO[:1], Outline()) is None
    assert drawing_of(TWO[:1], LAND).marks == [(1, WIDE / 2, HIGH / 2)]
    assert drawing_of([], LAND).marks == []
    assert drawing_of([], Outline()) is None
    assert View([(0, 90), (0, 90)]).on((0, 90)) == (WIDE / 2, HIGH / 2)


def test_list_says_in_every_medium_what_the_drawing_shows(land):
    page, text, plain = (drawn(MAP, medium) for medium in ("page", "text", "plain"))

    for words in ("Where it came", "Barrier", "three &amp; shut", "Fish Quay", "The wash", "everywhere"):
        assert [words in html for html in (page, text, plain)] == [True] * 3
    assert re.findall(r'class="map__number" dy="0.35em">(\d)<', page) == ["1", "2"]
    assert "53.6001° N, 1.6° E" in page
    assert "<svg" not in text + plain
    assert "class=" not in text + plain
    assert "http" not in page
    assert clean_body(plain) == MAP


def test_desk_is_told_what_readers_would_miss(land):
    assert about_kinds(MAP) == ["The map “Where it came”: “The wash” has no position."]
    bare = '<section data-kind="map"><h3></h3><dl><dt></dt><dd>10, 10</dd><dd></dd></dl></section>'
    assert about_kinds(bare) == [
        "A map has no heading: say what it shows.",
        "The map “”: a place has no name.",
        "The map “” is not drawn: the paper’s outline does not reach its place.",
    ]


@pytest.mark.django_db
def test_page_says_its_places_to_machines_and_is_drawn_anew_with_another_outline(client, make_live_article):
    story = make_live_article(body=MAP)
    page = client.get(story.get_absolute_url()).text
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])

    assert data["contentLocation"][0] == {
        "@type": "Place",
        "name": "Barrier",
        "geo": {"@type": "GeoCoordinates", "latitude": 53.60013, "longitude": 1.6},
    }
    assert "geo" not in data["contentLocation"][2]
    assert "map__line" not in page


@pytest.mark.django_db
def test_dialog_gets_the_map_as_it_will_be_and_only_who_writes_stories(client, editor, supporter_desk):
    address = "/admin/articles/article/map/"
    client.force_login(editor)

    assert 'class="map__number"' in client.post(address, {"html": MAP}).text
    assert "<p>" not in client.post(address, {"html": "<p>words</p>"}).text
    assert client.post(address, {"html": "x" * 20_001}).status_code == 400
    assert client.get(address).status_code == 405
    client.force_login(supporter_desk)
    assert client.post(address, {"html": MAP}).status_code == 403
