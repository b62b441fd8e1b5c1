"""Every page that readers have, together: as valid HTML, and with a way to each of them and on from it."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import deque
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings

from newsroom.tests.processes import ROOT
from newsroom.tests.public_rows import PUBLIC

pytestmark = pytest.mark.django_db
DEEPEST = 4
NOT_FOLLOWED = re.compile(r"/(admin|media|static)/")
LISTED = re.compile(r"<loc>(.+?)</loc>")


class Links(HTMLParser):
    """What a page asks for, and where its links lead that are not within it."""

    def __init__(self, page):
        super().__init__()
        self.paths, self.ways = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("href", "src") and value:
                self.paths.append(value)
                if tag == "a" and not value.startswith("#"):
                    self.ways.append(value)


def crawl(client):
    """By path, in the order of their depth: the answer, how many steps it is from the front, and from which page."""
    found, ahead = {"/": (0, "")}, deque(["/"])
    answers = {}
    while ahead:
        path = ahead.popleft()
        depth, before = found[path]
        answers[path] = answer = client.get(path)
        leads = [answer["Location"]] if answer.has_header("Location") else []
        if answer["Content-Type"].startswith("text/html"):
            leads += Links(answer.text).paths
        for lead in leads:
            there = urlsplit(urljoin(settings.SITE_URL + path, lead))
            onward = there.path + (f"?{there.query}" if there.query else "")
            is_ours = f"{there.scheme}://{there.netloc}" == settings.SITE_URL
            if is_ours and onward not in found and not NOT_FOLLOWED.match(onward):
                found[onward] = (depth + 1, path)
                ahead.append(onward)
    return {path: (answer, *found[path]) for path, answer in answers.items()}


def listed_in_sitemaps(client):
    maps = [urlsplit(address).path for address in LISTED.findall(client.get("/sitemap.xml").text)]
    return {urlsplit(address).path for each in maps for address in LISTED.findall(client.get(each).text)}


def test_links_lead_to_every_page_and_every_page_leads_on(client, world, make_many_live):
    make_many_live(25)

    found = crawl(client)

    pages = {path: row for path, row in found.items() if row[0]["Content-Type"].startswith("text/html")}
    assert len(pages) > 60
    assert {path: (row[0].status_code, row[2]) for path, row in found.items() if row[0].status_code >= 400} == {}
    assert listed_in_sitemaps(client) - set(pages) == set()
    assert world["article"].get_absolute_url() in listed_in_sitemaps(client)
    assert {path: row[2] for path, row in pages.items() if row[1] > DEEPEST} == {}
    assert [path for path, row in pages.items() if not (Links(row[0].text).ways or row[0].has_header("Location"))] == []
    assert Links('<link href="/a.css"><a href="#main">Skip</a><a href="/">Front</a>').ways == ["/"]


@pytest.mark.node
def test_every_page_is_valid_html(client, world, full_story, tmp_path):
    paths = {route: address(world) for route, address in PUBLIC.items()}
    paths |= {"full story": full_story.get_absolute_url(), "full text": f"/text{full_story.get_absolute_url()}"}
    paths |= {"not found": "/no-such-page/", "no result": "/search/?q=zeppelin"}
    answers = {name: client.get(path) for name, path in paths.items()}
    pages = {name: answer.text for name, answer in answers.items() if answer["Content-Type"].startswith("text/html")}
    pages["wrong"] = client.post("/support/", {"amount_once": "-1"}).text

    assert len(pages) > 30
    assert set(wrong_in(pages, tmp_path)) == set()
    assert set(wrong_in({"bad": "<!doctype html><title>Bad</title><ul><p>"}, tmp_path)) != set()


def wrong_in(pages, folder):
    """What html-validate says of them: the page, the rule and the words."""
    for name, page in pages.items():
        (folder / f"{name.replace(':', '-')}.html").write_text(page)
    node = shutil.which("node", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    program = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    rules = ROOT / "newsroom" / "tests" / "readers" / "html-validate.json"
    command = [node, program, "--config", rules, "--formatter", "json", *folder.glob("*.html")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout, done.stderr
    found = [(Path(page["filePath"]).stem, said) for page in json.loads(done.stdout) for said in page["messages"]]
    return [(name, said["ruleId"], said["line"], said["message"]) for name, said in found]
