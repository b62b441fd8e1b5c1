"""The static files as `serve` collects them, kept from run to run: to compress them takes longer than most tests."""

import fcntl
import shutil

import pytest
from django.test import override_settings

from newsroom.management.commands.collectstatic import is_collected
from newsroom.tests.processes import manage
from newsroom.tests.source import ROOT

FOLDER = ROOT / "build" / "collected"


def kept_collected():
    """The folder. Where a file has changed since, they are collected anew, and other processes wait for that."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open(FOLDER / "lock", "w") as lock, override_settings(STATIC_ROOT=FOLDER / "static"):
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_collected():
            settings = {"DATA": str(FOLDER), "SITE_URL": "http://localhost"}
            done = manage("collectstatic", "--noinput", "-v", "0", timeout=600, **settings)
            assert done.returncode == 0, done.stderr
    return FOLDER / "static"


@pytest.fixture(scope="session")
def copy_collected():
    """Gives a paper of its own what it would collect when it is served first. `serve` sees that it need not."""
    kept = kept_collected()
    return lambda data: shutil.copytree(kept, data / "static")
