"""The outline of the area: read from a file, refused with a reason, kept small, and what maps are drawn on."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.tests.body.test_maps import MAP
from common import area, site_version
from newsroom.paper.identity import Paper, fetch_outline
from newsroom.paper.outline import MOST_BYTES, MOST_KEPT, read_outline
from newsroom.tests.paper.test_name_and_look import errors_of, send

RING = [[1.5, 53.5], [1.7, 53.5], [1.7, 53.7], [1.5, 53.7], [1.5, 53.5]]
DEMO = Path(settings.BASE_DIR) / "demo" / "files" / "outline.geojson"


def shape(kind, coordinates):
    return {"type": kind, "coordinates": coordinates}


def read(data):
    return read_outline(json.dumps(data).encode())


@pytest.mark.parametrize(
    ("data", "areas", "lines"),
    [
        (shape("Polygon", [RING]), 1, 0),
        (shape("MultiPolygon", [[RING, RING], [RING]]), 3, 0),
        ({"type": "Feature", "properties": None, "geometry": shape("LineString", RING)}, 0, 1),
        (shape("MultiLineString", [RING, RING]), 0, 2),
        (
            {
                "type": "FeatureCollection",
                "features": [
                    {"type": "Feature", "geometry": None},
                    {"type": "Feature", "geometry": shape("Point", [1, 2])},
                    {
                        "type": "Feature",
                        "geometry": {
                            "type": "GeometryCollection",
                            "geometries": [shape("Polygon", [RING]), shape("LineString", [[1, 2, 30], [3, 4, 30]])],
                        },
                    },
                ],
            },
            1,
            1,
        ),
    ],
)
def test_every_shape_of_geojson_is_taken(data, areas, lines):
    kept = read(data)

    assert (len(kept["areas"]), len(kept["lines"])) == (areas, lines)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<kml/>", "cannot be read as JSON"),
        (b"\xff\xfe", "cannot be read as JSON"),
        (b"[" * 100_000, "cannot be read as JSON"),
        (b"[]", "says nowhere"),
        (b'{"type": "Topology"}', "says nowhere"),
        (b'{"type": "FeatureCollection", "features": 3}', "no area and no line"),
        (b'{"type": "Point", "coordinates": [1, 2]}', "no area and no line"),
        (b'{"type": "Polygon", "coordinates": [[["a", 2], [3, 4]]]}', "of a Polygon cannot be read"),
        (b'{"type": "Polygon", "coordinates": 7}', "of a Polygon cannot be read"),
        (b'{"type": "LineString"}', "of a LineString cannot be read"),
        (b'{"type": "LineString", "coordinates": [[true, 1], [1, 1]]}', "of a LineString cannot be read"),
        (b'{"type": "LineString", "coordinates": [[531000, 181000], [531001, 181000]]}', "WGS 84"),
        (b'{"type": "LineString", "coordinates": [[NaN, 1], [1, 1]]}', "WGS 84"),
        (b" " * (MOST_BYTES + 1), "larger than 5 MB"),
        (json.dumps(shape("LineString", [[0, 0]] * 200_001)).encode(), "more than 200,000 points"),
        (json.dumps(shape("MultiLineString", [[[0, 0], [1, 1]]] * 501)).encode(), "more than 500 parts"),
    ],
)
def test_what_is_no_outline_is_refused_with_the_reason(content, reason):
    with pytest.raises(ValidationError, match=reason):
        read_outline(content)


def test_outline_is_kept_small_and_its_paths_keep_their_ends():
    path = [[n / 10_000, (n % 7) / 10_000] for n in range(50_000)]
    kept = read(shape("LineString", path))["lines"][0]

    assert 1000 < len(kept) <= MOST_KEPT
    assert (list(kept[0]), list(kept[-1])) == (path[0], path[-1])


@pytest.mark.django_db
def test_editor_gives_the_paper_its_outline_and_takes_it_back(client, editor, make_live_article):
    client.force_login(editor)
    story = make_live_article(body=MAP).get_absolute_url()
    assert "map__land" not in client.get(story).text

    refused = send(client, new_outline=SimpleUploadedFile("a.geojson", b"{}"))
    assert "says nowhere" in errors_of(refused)["new_outline"][0]
    assert Paper.objects.get().outline is None
    send(client, new_outline=SimpleUploadedFile("a.geojson", DEMO.read_bytes()))
    assert len(fetch_outline().areas) == 2
    assert "map__land" in client.get(story).text
    assert "map__land" in client.get("/admin/newsroom/paper/1/change/").text
    send(client, remove_outline="on")
    site_version.forget()
    assert not area.outline()
    assert "map__land" not in client.get(story).text
