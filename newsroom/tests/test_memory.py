"""What a web process has in memory does not grow with the pages that it draws."""

import gc

import pytest

from articles.models import Edition
from newsroom.pages.sitemaps import news_sitemap
from newsroom.server.web import settle


@pytest.fixture
def _no_collector():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_no_collector")
def test_the_news_sitemap_lets_go_of_its_stories_at_once(rf, make_live_article):
    """A thousand rows that wait for the collector are memory that the process never gives back."""
    make_live_article("Fresh")
    before = _in_memory(Edition)

    page = news_sitemap(rf.get("/news-sitemap.xml"))

    assert b"Fresh" in page.content
    assert _in_memory(Edition) == before


def test_a_settled_process_collects_only_what_came_since():
    kept = [[]]
    try:
        settle()
        assert not any(found is kept for found in gc.get_objects())
    finally:
        gc.unfreeze()


def _in_memory(model):
    return sum(isinstance(found, model) for found in gc.get_objects())
