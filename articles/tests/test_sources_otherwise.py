"""Exports as older versions of their systems write them."""

import json

from articles.importing.items import Visibility
from articles.tests.test_sources import read


def old_ghost(**facts):
    """A post as Ghost 1 and those before it export it: keys are numbers, one author, a flag for pages."""
    told = {"id": 7, "uuid": "u", "title": "Tides", "slug": "tides", "html": "<p>High at six.</p>", "page": 0}
    told |= {"status": "published", "visibility": "public", "author_id": 2, "image": "/content/images/quay.jpg"}
    return told | {"published_at": "2013-07-31T23:50:00.000Z", "updated_at": "2013-07-31T23:50:00.000Z"} | facts


def test_ghost_export_of_before_version_two_is_read(tmp_path):
    settings = {"permalinks": "/:year/:month/:day/:slug/", "activeTimezone": "Europe/London"}
    data = {
        "posts": [old_ghost(), old_ghost(id=8, slug="about", page=1), old_ghost(id=9, slug="later", status="draft")],
        "users": [{"id": 2, "name": "Mari", "slug": "mari"}],
        "tags": [{"id": 3, "name": "Harbour", "slug": "harbour", "visibility": "public"}],
        "posts_tags": [{"id": 1, "post_id": 7, "tag_id": 3, "sort_order": 0}],
        "settings": [{"key": key, "value": value} for key, value in settings.items()],
    }
    path = tmp_path / "old.json"
    path.write_text(json.dumps({"db": [{"meta": {"version": "009"}, "data": data}]}))

    _reader, _items, stories = read("ghost", path)

    tides, about, later = (stories[key] for key in "789")
    assert tides.address == "https://old.example.org/2013/08/01/tides/", "by the clock of the site"
    assert (about.address, about.is_page) == ("https://old.example.org/about/", True), "no page was dated"
    assert later.visibility == Visibility.DRAFT
    assert [credit.author for credit in tides.credits] == ["2"]
    assert (tides.terms, tides.lead.address) == (("3",), "/content/images/quay.jpg")
