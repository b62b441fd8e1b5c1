"""The time of day in tests that count up to a ceiling."""

import time

import pytest
import time_machine

HOUR = 3600


@pytest.fixture
def unbroken_hour():
    """The clock stands at half past: ceilings are by the hour and the minute, and neither ends in between."""
    with time_machine.travel(time.time() // HOUR * HOUR + HOUR / 2, tick=False):
        yield
