"""What the benchmarks compare us with runs, so that they can be run on any day."""

import urllib.request

from demo.bench.processes import bare, dictionary


def status_of(address):
    return urllib.request.urlopen(address, timeout=20).status


def test_bare_view_answers_behind_our_server(tmp_path):
    with bare(DATA=str(tmp_path), DEMO="1") as (port, _pid):
        assert status_of(f"http://127.0.0.1:{port}/livez") == 200


def test_answers_by_heart_leave_our_server(tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "story").write_bytes(b"words")

    with dictionary(tmp_path) as (port, _pid):
        assert status_of(f"http://127.0.0.1:{port}/story") == 200
