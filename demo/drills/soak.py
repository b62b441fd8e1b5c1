"""A working day in half an hour: readers of a realistic mix, fifty publications and five hundred votes a minute."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

from demo.bench.processes import memory_mib, tree
from demo.drills.paper import Figure, Paper, broken_paper
from demo.drills.voters import Crowd, Voters

MINUTES = float(os.environ.get("DRILL_MINUTES", "30"))
WARM_UP = min(5, MINUTES / 4)  # minutes, in which what is kept grows to its bound
READERS, PAGES_A_SECOND = 8, 200
VOTERS, VOTES_A_MINUTE = 4, 500
PUBLISH = """
import time
from articles.models import Article, Author, Byline, Section
from articles.publishing.publish import publish
sections, author = list(Section.objects.all()), Author.objects.first()
for number in range(1_000_000):
    words = {"headline": f"Tide {number}", "slug": f"tide-{number}", "body": "<p>It rose.</p>"}
    story = Article.objects.create(section=sections[number % len(sections)], **words)
    Byline.objects.create(article=story, author=author)
    publish(article=story, by=None)
    time.sleep(1.2)
"""


def soak() -> Iterator[Figure]:
    """Half an hour of reading, publishing and voting (DRILL_MINUTES for another time)."""
    with broken_paper(PAGE_CACHE_MB="4") as paper, _publishing(paper):
        pause = VOTERS * 60 / VOTES_A_MINUTE
        with Voters(paper, voters=VOTERS, pause=pause) as voters, Readers(paper) as readers:
            time.sleep(WARM_UP * 60)
            before = memory_mib(tree(paper.pid))
            time.sleep((MINUTES - WARM_UP) * 60)
            after = memory_mib(tree(paper.pid))
        asked = sum(readers.how.values())
        yield Figure("pages read", asked, MINUTES * 60 * PAGES_A_SECOND / 2, is_least=True)
        yield Figure("pages that were ready, in 100", 100 * readers.how["hit"] / asked, 90, is_least=True)
        yield Figure("pages without a good answer", readers.failed, 0)
        yield Figure(f"MiB at the end beside {before:.0f} after the first minutes, as a ratio", after / before, 1.05)
        yield from voters.figures()


@contextmanager
def _publishing(paper):
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", PUBLISH]
    process = subprocess.Popen(command, env=os.environ | paper.settings)
    try:
        yield
    finally:
        process.kill()
        process.wait()


class Readers(Crowd):
    """Six in ten read a story, the newer the more often; two the front, one a section; the rest what machines read."""

    def __init__(self, paper: Paper):
        super().__init__(self._read_on, READERS)
        self.paper, self.how, self.failed = paper, Counter(), 0
        self.sections = sorted({f"/{path.split('/')[1]}/" for path in paper.stories})

    def _read_on(self):
        line = HTTPConnection("127.0.0.1", self.paper.port, timeout=10)
        while not self.stop.wait(READERS / PAGES_A_SECOND):
            try:
                line.request("GET", self._choose(), headers={"Accept-Encoding": "br"})
                answer = line.getresponse()
                answer.read()
            except (OSError, HTTPException):
                self.failed += 1
                line.close()
                continue
            self.failed += answer.status != 200
            self.how[answer.headers.get("Cache-Status", "").partition("; ")[2].split(";")[0]] += 1

    def _choose(self):
        of = random.random()  # noqa: S311 - a mix, no secret
        if of < 0.6:
            newest = min(int(random.paretovariate(0.7)) - 1, len(self.paper.stories) - 1)
            return self.paper.stories[newest]
        if of < 0.8:
            return "/"
        if of < 0.9:
            return random.choice(self.sections)  # noqa: S311
        return random.choice(["/feed/", "/news-sitemap.xml", "/polls/", "/corrections/", "/robots.txt"])  # noqa: S311
