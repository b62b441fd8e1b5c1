"""Which program draws the pages: what an older one drew is no longer current after an update."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

OURS = ("articles", "common", "newsroom", "polls", "supporters", "templates")
PAPER = ("PAPER_NAME", "PAPER_TOWN", "PAPER_EMAIL", "SECURITY_CONTACT")
SAID = (*PAPER, "SITE_URL", "LANGUAGE_CODE", "TIME_ZONE", "CURRENCY", "AI_POLICY")


@cache
def build() -> str:
    """A digest of our files by time and size, of the names of the static ones, and of what the paper is called."""
    facts = [f"{name}={getattr(settings, name)}" for name in SAID]
    for folder in OURS:
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if path.suffix in {".py", ".html", ".txt", ".xml", ".mo"} and "tests" not in path.parts:
                stat = path.stat()
                facts.append(f"{path} {stat.st_mtime_ns} {stat.st_size}")
    manifest = Path(settings.STATIC_ROOT, "staticfiles.json")
    facts.append(manifest.read_text() if settings.STATIC_IS_COLLECTED else "")
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:16]
