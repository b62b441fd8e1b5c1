"""What the tests change: nothing that a test could be fooled by."""

import tempfile
from pathlib import Path

from newsroom.settings import *  # noqa: F403

DATA = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
MEDIA_ROOT = DATA / "media"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir()
SECOND_FACTOR = False  # as in the demonstration: tests sign in with force_login. Those of the door switch it on.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
MEDIA_BUCKET = None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
READERS_WAIT_SECONDS = 0
WHITENOISE_AUTOREFRESH = True  # else each client of a test looks through all files first
SLOW_QUERY_MS = 0  # a busy machine is slow, and what is logged is looked at
PAPER_NAME = "The Saltmere Courier"
# A page that a test is refused is written down nowhere, let alone with its traceback. Faults are, by pytest.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "loggers": {"django": LOGGING["loggers"]["django"], "django.request": {"level": "ERROR"}},  # noqa: F405
}
