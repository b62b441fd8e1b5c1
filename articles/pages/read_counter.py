"""Count readers without knowing them, many at a time.

A reader counts once a story and day: a keyed hash of network and browser, under a key that changes daily, is kept for
the day and never written beside anything. What a page reports waits in memory for a second and is written down with
all that came meanwhile, so a crowd of reports costs the database one transaction a second, and a database that is
locked or away keeps no reader waiting: what cannot be written down is not counted.
"""

import atexit
import datetime as dt
import logging
from collections import Counter
from dataclasses import dataclass
from threading import Event, Lock, Thread
from time import sleep
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.models import Edition, ReadHour, ReadMark
from common import letter_mark
from common.bots import is_machine
from common.client_network import home_of, network_of
from common.limits import READERS

logger = logging.getLogger(__name__)

MOST = 5000  # reports that wait in a process; what comes on top is not counted
PATIENCE = 1000  # milliseconds that SQLite may be locked


@dataclass(frozen=True)
class Reading:
    article_id: int
    at: dt.datetime
    network: str
    letter: str = ""  # the mark of the letter whose link led here

    @property
    def hour(self) -> dt.datetime:
        return self.at.replace(minute=0, second=0, microsecond=0)


def count_reader(*, request: HttpRequest, article_id: int) -> None:
    """Count this reader of this story, if it is live, the first time today, and a person by all signs."""
    if looks_like_a_reader(request):
        mark = letter_mark.mark_in(request.META.get("QUERY_STRING", ""))
        reading = Reading(article_id, timezone.now(), network_of(request), mark)
        waiting.add(mark_of(request, reading), reading)


def looks_like_a_reader(request: HttpRequest) -> bool:
    prefetched = "prefetch" in request.headers.get("Sec-Purpose", "")
    return bool(request.headers.get("User-Agent")) and not prefetched and not is_machine(request)


def mark_of(request: HttpRequest, reading: Reading) -> UUID:
    today = timezone.localdate(reading.at).isoformat()
    who = f"{reading.network} {request.headers.get('User-Agent', '')} {reading.article_id}"
    mark = salted_hmac(f"articles.most_read {today}", who, secret=settings.SECRET_KEY, algorithm="sha256")
    return UUID(bytes=mark.digest()[:16])


class WaitingReadings:
    """What pages of this process have reported and nobody has written down yet."""

    def __init__(self):
        self._readings: dict[UUID, Reading] = {}
        self._lock, self._has_some, self._thread = Lock(), Event(), None

    def __len__(self) -> int:
        return len(self._readings)

    def add(self, mark: UUID, reading: Reading) -> None:
        with self._lock:
            if len(self._readings) < MOST:
                self._readings.setdefault(mark, reading)
        if settings.READERS_WAIT_SECONDS:
            self._see_to_it()
        else:
            self.write_down()

    def write_down(self) -> None:
        """Write down what waits. What the database does not take now is let go."""
        with self._lock:
            readings, self._readings = self._readings, {}
        try:
            if readings:
                write_down(readings)
        except DatabaseError as error:
            logger.warning("%s readers were not counted: %s", len(readings), error)

    def _see_to_it(self):
        """Start the thread if it is not running: a forked process has neither its parent's nor its last act."""
        self._has_some.set()
        if self._thread is None or not self._thread.is_alive():
            with self._lock:
                if self._thread is None or not self._thread.is_alive():
                    self._thread = Thread(target=self._keep_writing, name="readers", daemon=True)
                    self._thread.start()
                    atexit.register(self.write_down_alone)

    def _keep_writing(self):
        while self._has_some.wait():
            self._has_some.clear()
            sleep(settings.READERS_WAIT_SECONDS)
            self.write_down_alone()

    def write_down_alone(self) -> None:
        """The same outside any request, on a connection of its own that waits for no lock."""
        if not self._readings:
            return
        try:
            if connection.vendor == "sqlite":
                with connection.cursor() as cursor:
                    cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            self.write_down()
        except DatabaseError as error:
            logger.warning("Readers were not counted: %s", error)
        finally:
            connection.close()


@transaction.atomic
def write_down(readings: dict[UUID, Reading]) -> None:
    """Add to the hours of live stories the readers that were not counted before today. Raises DatabaseError.

    A network that reports more than its limit is not believed: what it still reports is not counted.
    """
    networks = READERS.allowed_of(Counter(home_of(reading.network) for reading in readings.values()))
    readings = {mark: reading for mark, reading in readings.items() if home_of(reading.network) in networks}
    wanted = {reading.article_id for reading in readings.values()}
    live = set(Edition.objects.live().filter(article_id__in=wanted).values_list("article_id", flat=True))
    days: dict[dt.date, list[UUID]] = {}
    for mark, reading in readings.items():
        if reading.article_id in live:
            days.setdefault(timezone.localdate(reading.at), []).append(mark)
    new = [mark for day, marks in days.items() for mark in ReadMark.objects.take(marks, day=day)]
    ReadHour.objects.add(Counter((readings[mark].article_id, readings[mark].hour) for mark in new))
    _note_letters([readings[mark] for mark in new if readings[mark].letter])


def _note_letters(readings):
    if readings and letter_mark.note_arrivals:
        days = [(reading, timezone.localdate(reading.at)) for reading in readings]
        arrivals = (letter_mark.Arrival(one.letter, day, article_id=one.article_id) for one, day in days)
        letter_mark.note_arrivals(Counter(arrivals))


def forget_marks() -> int:
    """Let go of what was kept so that a reader counts once a day, when the day is over."""
    return ReadMark.objects.forget(before=timezone.localdate())


waiting = WaitingReadings()
