"""How MDN's Observatory grades a served paper on https: its readers' pages, drawn and kept, and the desk."""

import http.client
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.tests.processes import KEY, ROOT, free_port, manage, managed, read_until

pytestmark = pytest.mark.node
HOST = "paper.example"
PUBLIC = ["/", "/polls/", "/support/", "/corrections/", "/search/?q=sea", "/text/", "/nothing/here-1/"]
DESK = ["/admin/", "/admin/articles/article/add/", "/admin/articles/picture/", "/admin/sessions/"]
HEADERS_OF_ALL = {"Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy"}


@pytest.fixture(scope="module")
def paper(tables, copy_collected, tmp_path_factory):
    """Where it is served, with the addresses and the session that stand in it."""
    folder = tmp_path_factory.mktemp("graded")
    shutil.copy(tables, folder / "newsroom.sqlite3")
    copy_collected(folder)
    settings = {"DATA": str(folder), "PORT": str(free_port()), "WORKERS": "1", "SITE_URL": f"https://{HOST}"}
    settings |= {"SECRET_KEY": KEY, "BEHIND_PROXY": "1"}
    made = manage("shell", "-v", "0", "-c", "from newsroom.tests.server.graded_paper import make; make()", **settings)
    assert made.returncode == 0, made.stderr
    picture = folder / "media" / "wall.webp"
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes(b"picture")
    with managed("serve", **settings) as process:
        read_until(process, "Ctrl-C")
        yield settings | json.loads(made.stdout)


def ask(paper, path, *, cookie="", proto="https"):
    """One answer, as the grader takes it."""
    line = http.client.HTTPConnection("127.0.0.1", int(paper["PORT"]), timeout=60)
    line.request(
        "GET", path, headers={"Host": HOST, "X-Forwarded-Proto": proto, "Cookie": cookie, "Accept": "text/html"}
    )
    answer = line.getresponse()
    headers = {name.lower(): value for name, value in answer.getheaders()}
    body = answer.read().decode(errors="replace")
    line.close()
    cookies = answer.msg.get_all("Set-Cookie", [])
    return {"path": path, "status": answer.status, "headers": headers, "cookies": cookies, "body": body}


def grade(paper, answers):
    """By path: what the grader gives for each, printed too."""
    node = shutil.which("node", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    redirect = ask(paper, "/", proto="http")["headers"].get("location", "")
    given = json.dumps({"host": HOST, "redirects": [f"http://{HOST}/", redirect], "answers": answers})
    script = ROOT / "newsroom" / "tests" / "server" / "observatory.mjs"
    done = subprocess.run([node, script], input=given, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    grades = {each["path"]: each for each in json.loads(done.stdout)}
    for path, each in grades.items():
        print(f"{each['score']:4} {each['grade']:2}  {path}  {' '.join(each['worse'])}")
    return grades


def below(grades, least):
    return {path: each for path, each in grades.items() if each["score"] < least}


def test_observatory_gives_130_to_pages_of_readers(paper):
    paths = [*PUBLIC, paper["story"], paper["poll"]]
    drawn = [ask(paper, path) for path in paths]
    again = [ask(paper, path) | {"path": f"{path} once more"} for path in paths]
    bare = {"path": "bare", "status": 200, "headers": {"content-type": "text/html"}, "cookies": [], "body": ""}

    grades = grade(paper, [*drawn, *again, bare])

    assert any("newsroom; hit" in each["headers"].get("cache-status", "") for each in again)
    assert set(below(grades, 130)) == {"bare"}


def test_observatory_gives_110_to_the_desk(paper):
    session = f"__Host-session={paper['session']}"
    signed_in = [ask(paper, path, cookie=session) for path in DESK]
    answers = [ask(paper, "/admin/login/"), *signed_in]

    grades = grade(paper, answers)

    assert [each["status"] for each in answers] == [200] * len(answers)
    assert all("no-store" in each["headers"]["cache-control"] for each in answers)
    assert below(grades, 110) == {}


def test_files_say_what_pages_say_and_may_be_shown_elsewhere(paper):
    page = ask(paper, "/")
    stylesheet = page["body"].partition('rel="stylesheet" href="')[2].partition('"')[0]
    files = [ask(paper, stylesheet), ask(paper, "/media/wall.webp")]

    assert [each["status"] for each in files] == [200, 200]
    for each in files:
        for name in map(str.lower, HEADERS_OF_ALL):
            assert each["headers"][name] == page["headers"][name]
        assert each["headers"]["cross-origin-resource-policy"] == "cross-origin"
