"""An archive of an invented paper, brought in by one call."""

from pathlib import Path

import pytest

from articles.importing import runs
from articles.models import Article

ARCHIVES = Path(__file__).parents[1] / "archives" / "wordpress"
TOLD = {"address": "https://old.example.org", "time_zone": "Europe/London", "site": "old"}


@pytest.fixture
def bring():
    """Bring a file in as the command does; the run."""

    def act(name="classic.xml", *, path=None, media=None, is_dry=False, pages="draft", **choices):
        told = TOLD | {"pages": pages}
        run = runs.begin(
            source="wordpress", path=path or ARCHIVES / name, media=media, options=told, by=None, choices=choices
        )
        for work in (runs.prepare, runs.carry_out)[: 1 if is_dry else 2]:
            list(work(run))
        return run

    return act


def called(headline):
    return Article.objects.get(headline__startswith=headline)


def changed_copy(tmp_path, *pairs):
    """The archive as its paper has it later."""
    text = (ARCHIVES / "classic.xml").read_text()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "later.xml"
    path.write_text(text)
    return path


CHANNEL = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Old Herald</title><link>https://old.example.org</link>%s</channel></rss>"""


def wxr(*items: str) -> str:
    """An export with these parts."""
    return CHANNEL % "".join(items)


def wxr_item(*, content="Words.", more="", **facts):
    """An item as WordPress writes it; `more` is XML of any kind, and what is None is not said."""
    told = {
        "post_id": "1",
        "post_date_gmt": "2019-05-10 08:30:00",
        "post_name": "story",
        "status": "publish",
        "post_type": "post",
    } | facts
    title, link = told.pop("title", "A story"), told.pop("link", "https://old.example.org/story/")
    said = "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in told.items() if value is not None)
    text = f"<content:encoded><![CDATA[{content}]]></content:encoded>"
    return f"<item><title>{title}</title><link>{link}</link>{text}{said}{more}</item>"
