"""Send an alert to browsers: some at a time, through the outbound gate, for as long as its story is with readers."""

import json
import secrets
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import Enum

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.utils import timezone

from articles.models import Edition
from common.outbound import CannotFetch, tell
from newsroom.newsletters.models import Issue, PushAlert, PushEndpoint
from newsroom.newsletters.push.sealing import own_key, pass_for, seal_for
from newsroom.newsletters.rendering.content import address_of

AT_ONCE, LINES = 32, 8  # browsers between two looks at the story; connections to push services
KEPT_FOR = 4 * 3600  # seconds that a service keeps it for a device that sleeps: later it is no news
WORDS = 150
GONE = (404, 410)


class Answer(Enum):
    """What a push service said. The names of the first three are those of the counts."""

    TAKEN = "taken"
    GONE = "gone"
    FAILED = "failed"
    LATER = "later"


@dataclass
class Turn:
    """What is left after some seconds: more browsers, and those whose service asked for patience."""

    has_more: bool
    later: list[int] = field(default_factory=list)


def push(*, alert_id: int, seconds: float) -> Turn:
    """Send for so long. A story that leaves the site, or an alert that the desk stops, goes to nobody else."""
    alert = PushAlert.objects.select_related("issue__newsletter").get(pk=alert_id)
    turn, until = Turn(has_more=alert.over_at is None), time.monotonic() + seconds
    while turn.has_more and time.monotonic() < until:
        browsers = alert.next_browsers(AT_ONCE)
        words = words_of(alert)
        if not browsers or words is None:
            PushAlert.objects.filter(pk=alert.pk).update(over_at=timezone.now())
            turn.has_more = False
            break
        answers = _send(words, browsers, topic=f"alert{alert.issue_id}")
        turn.later += [browser.pk for browser, answer in answers if answer is Answer.LATER]
        alert.note(tried=browsers, **_counts(answers))
    return turn


def push_again(*, alert_id: int, browsers: Sequence[int], is_last: bool) -> list[int]:
    """Try those whose service asked for patience; which of them are to be tried once more."""
    alert = PushAlert.objects.select_related("issue__newsletter").get(pk=alert_id)
    found, words = list(PushEndpoint.objects.filter(pk__in=browsers)), words_of(alert)
    if not found or words is None:
        return []
    answers = _send(words, found, topic=f"alert{alert.issue_id}")
    later = [browser.pk for browser, answer in answers if answer is Answer.LATER]
    counts = _counts(answers)
    if is_last:
        counts["failed"] = counts.get("failed", 0) + len(later)
    alert.count(**counts)
    return [] if is_last else later


def words_of(alert: PushAlert) -> bytes | None:
    """What browsers show; nothing where readers do not have the story, or the desk has stopped the alert."""
    issue = Issue.objects.select_related("newsletter").get(pk=alert.issue_id)
    edition = Edition.objects.live().filter(article=alert.article_id).first()
    if edition is None or issue.state == Issue.State.STOPPED:
        return None
    said = {
        "title": issue.subject[:WORDS],
        "body": issue.preheader[:WORDS],
        "url": address_of(edition.get_absolute_url(), issue.mark),
        "tag": f"alert-{issue.pk}",  # what comes twice takes the place of the first
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _send(words, browsers, *, topic):
    """What became of each. Those that are gone are forgotten."""
    key = own_key()
    with ThreadPoolExecutor(LINES) as lines:
        found = lines.map(lambda browser: _hand_over(browser, words, key=key, topic=topic), browsers)
        answers = list(zip(browsers, found, strict=True))
    PushEndpoint.objects.filter(pk__in=[one.pk for one, answer in answers if answer is Answer.GONE]).delete()
    return answers


def _hand_over(browser: PushEndpoint, words: bytes, *, key: ec.EllipticCurvePrivateKey, topic: str) -> Answer:
    """In a thread, without the database."""
    salt = secrets.token_bytes(16)
    body = seal_for(words, browser=bytes(browser.key), secret=bytes(browser.secret), salt=salt)
    headers = {
        "Authorization": pass_for(browser.endpoint, contact=f"{settings.SITE_URL}/", key=key),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT_FOR),
        "Urgency": "high",
        "Topic": topic,
    }
    try:
        tell(browser.endpoint, body=body, headers=headers)
    except CannotFetch as error:
        if error.status in GONE:
            return Answer.GONE
        is_for_now = error.status is None or error.status == 429 or error.status >= 500
        return Answer.LATER if is_for_now else Answer.FAILED
    return Answer.TAKEN


def _counts(answers):
    found = {}
    for _browser, answer in answers:
        if answer is not Answer.LATER:
            found[answer.value] = found.get(answer.value, 0) + 1
    return found
