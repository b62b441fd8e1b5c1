"""Puts the wall clock of a Python program forward by the seconds that stand in a file, and again when they change.

Python reads this module at its start where this folder is on its path. Monotonic clocks go on as they do on a machine.
"""

import datetime as dt
import os
import threading
import time
from pathlib import Path

import time_machine

HAND = Path(os.environ["STEPPED_CLOCK"])
LOOK_EVERY = 0.05  # seconds


def keep_to(hand: Path) -> None:
    """Step whenever the file says something new; for a thread of its own."""
    stepped, travel = 0.0, None
    while True:
        wanted = float(hand.read_text() or stepped)
        if wanted != stepped:
            if travel:
                travel.stop()
            stepped, travel = wanted, time_machine.travel(dt.timedelta(seconds=wanted))
            travel.start()
        time.sleep(LOOK_EVERY)


def begin() -> None:
    threading.Thread(target=keep_to, args=[HAND], name="stepped-clock", daemon=True).start()


os.register_at_fork(after_in_child=begin)
begin()
