"""What the benchmarks compare us with runs, so that they can be run on any day."""

import urllib.request

import pytest

from demo.bench import bare_urls
from demo.bench.processes import bare, dictionary

pytestmark = pytest.mark.django_db


def status_of(address):
    return urllib.request.urlopen(address, timeout=20).status


def test_bare_site_starts_behind_our_server(tmp_path):
    with bare(DATA=str(tmp_path), DEMO="1", DATABASE_URL="") as (port, _pid):
        assert status_of(f"http://127.0.0.1:{port}/livez") == 200


def test_bare_view_draws_a_story(make_live_article, rf):
    answer = bare_urls.story(rf.get("/"), make_live_article("Tide turns").pk)

    assert "<h1>Tide turns</h1>" in answer.text


def test_answers_by_heart_leave_our_server(tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "story").write_bytes(b"words")

    with dictionary(tmp_path) as (port, _pid):
        assert status_of(f"http://127.0.0.1:{port}/story") == 200
