"""What letters cost: an issue, rows and checks and all, beside send_mass_mail, into a mail server of this machine."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.mail import send_mass_mail
from django.db import connection

from articles.models import Article, Author, Byline, Section
from articles.publishing.publish import publish
from demo.bench.processes import free_port, running
from newsroom.newsletters.composing.approve import approve
from newsroom.newsletters.composing.arrange import begin_issue, save_issue
from newsroom.newsletters.models import Issue, IssueBatch, IssueSlot, LetterKey, Newsletter, Subscription
from newsroom.newsletters.models.keys import ADDRESS
from newsroom.newsletters.sending.freeze import freeze
from newsroom.newsletters.sending.pump import pump
from supporters.models import ConsentRecord, ConsentWording, Supporter
from supporters.models.consent import Purpose

AT_ONCE = 5000
STORIES = 12
PUMP = "from newsroom.newsletters.sending.pump import pump; pump(issue_id={issue}, seconds=3600)"
TURN = 600  # seconds, for pumps that nobody kills


@dataclass
class Sent:
    letters: int
    seconds: float

    @property
    def rate(self) -> float:
        return self.letters / self.seconds


@contextmanager
def sink(folder: Path) -> Iterator[tuple[int, Path]]:
    """Its port, and the file of the letters that it has taken."""
    port, log = free_port(), folder / "taken.log"
    log.write_bytes(b"")
    with running([sys.executable, "-m", "demo.bench.mail_sink", str(port), str(log)], port=port):
        yield port, log


def fill(recipients: int) -> Newsletter:
    """Stories for an issue, and so many readers who have confirmed that they want it."""
    letter = Newsletter.objects.create(slug="bench", name="The bench letter", description="Twelve stories.")
    home, author = Section.objects.create(name="News", slug="news"), Author.objects.create(name="Nell", slug="nell")
    for number in range(STORIES):
        headline = f"Story {number} under a headline of a usual length"
        words = {"headline": headline, "standfirst": "The tide was in at six. " * 8}
        article = Article.objects.create(section=home, slug=f"story-{number}", body="<p>At six.</p>", **words)
        Byline.objects.create(article=article, author=author)
        publish(article=article, by=None)
    wording = ConsentWording.objects.in_words(Purpose.NEWSLETTER, letter.slug, "Send me the bench letter.")
    for begin in range(0, recipients, AT_ONCE):
        _subscribe(letter, wording, range(begin, min(begin + AT_ONCE, recipients)))
    return letter


def _subscribe(letter, wording, numbers):
    key = LetterKey.objects.first_key()
    people = Supporter.objects.bulk_create(Supporter(name="", email=f"reader{n}@bench.example") for n in numbers)
    facts = {"wording": wording, "topic": letter.slug, "action": "confirmed", "method": "link"}
    consents = ConsentRecord.objects.bulk_create(
        ConsentRecord(supporter=person, cause_key=f"bench:{person.pk}", **facts) for person in people
    )
    Subscription.objects.bulk_create(
        Subscription(
            supporter=person,
            newsletter=letter,
            state="active",
            consent=consent,
            address_hmac=key.mac(ADDRESS, person.email),
        )
        for person, consent in zip(people, consents, strict=True)
    )


def new_issue(letter: Newsletter) -> Issue:
    """Approved and ready to go."""
    issue = begin_issue(newsletter=letter, by=None)
    words = {"subject": "The wall holds", "preheader": "And the tide turned at six"}
    slots = [IssueSlot(article=article) for article in Article.objects.order_by("pk")[:STORIES]]
    save_issue(issue=issue, words=words, slots=slots, version=issue.version, by=None)
    approve(issue=issue, by=None)
    return issue


def send_issue(letter: Newsletter) -> tuple[Sent, float]:
    """All of it, from the audience to the last mark; and the seconds that the freeze took."""
    issue = new_issue(letter)
    began = time.perf_counter()
    freeze(issue=issue, by=None)
    frozen = time.perf_counter()
    while pump(issue_id=issue.pk, seconds=TURN):
        pass
    issue.refresh_from_db()
    return Sent(issue.accepted, time.perf_counter() - began), frozen - began


def send_by_django(letter: Newsletter, count: int) -> Sent:
    """As many plain texts of the same letter as Django sends them: no HTML, no links of one's own, no rows."""
    render = letter.issues.newest_first().first().current_render()
    mails = [(render.subject, render.text, None, [f"reader{number}@bench.example"]) for number in range(count)]
    began = time.perf_counter()
    send_mass_mail(mails)
    return Sent(count, time.perf_counter() - began)


def pages_in_use() -> int:
    """Bytes of the database that hold something; SQLite alone can say so."""
    with connection.cursor() as cursor:
        names = ("page_count", "freelist_count", "page_size")
        all_pages, free, size = (cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names)
    return (all_pages - free) * size


def memory() -> float:
    """The most that this process has used so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def kill_again_and_again(issue: Issue, kills: int, *, port: int, seed: int = 1) -> int:
    """Send in processes that are killed at random moments, so many of them, then to the end; how many were killed."""
    found = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port), "EMAIL_USE_TLS": "0"}
    chance, killed = random.Random(seed), 0  # noqa: S311 - the same moments every time
    while Issue.objects.get(pk=issue.pk).state not in ("sent", "stopped"):
        # The lease of the one that was killed is not waited for.
        IssueBatch.objects.filter(issue=issue, done_at=None).update(lease_until="2000-01-01T00:00Z")
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", PUMP.format(issue=issue.pk)]
        process = subprocess.Popen(command, env=os.environ | found, stdout=subprocess.DEVNULL)
        if killed >= kills:
            process.wait()
            continue
        before = _marked(issue)
        while process.poll() is None and _marked(issue) == before:
            time.sleep(0.02)  # it has begun to send
        time.sleep(chance.uniform(0, 0.4))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            killed += 1
        process.wait()
    return killed


def _marked(issue):
    return issue.deliveries.filter(state__gt=1).count()


def taken_more_than_once(log: Path, of: int) -> tuple[int, int, int]:
    """Of the letters that the sink has taken: how many were never taken, taken twice, and taken oftener."""
    counts = Counter(line for line in log.read_bytes().split(b"\n") if b"letter." in line)
    times = Counter(counts.values())
    return of - len(counts), times[2], sum(number for often, number in times.items() if often > 2)
