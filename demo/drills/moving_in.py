"""What breaks while an archive is brought in: the process that does it, again and again.

`DRILL_STORIES`, `DRILL_PICTURES` (none unless it says otherwise) and `DRILL_KILLS` say how many.
"""

import os
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from demo.bench.archives import write_pictures, write_wxr
from demo.drills.paper import Figure

STORIES = int(os.environ.get("DRILL_STORIES", "2000"))
PICTURES = int(os.environ.get("DRILL_PICTURES", "0"))
KILLS = int(os.environ.get("DRILL_KILLS", "10"))
LIVES = (1.5, 4)  # seconds that a process has, its start included
STATE = """
import hashlib, json, re
from articles.models import *
digests = dict(Picture.objects.values_list("pk", "digest"))
def told(body):
    return re.sub('data-picture="([0-9]+)"', lambda match: digests[int(match[1])], body)
rows = [
    [e.headline, e.slug, told(e.body), e.section.name, str(e.first_published_at), str(e.updated_at),
     digests.get(e.lead_picture_id), [b.author.name for b in e.bylines.order_by("position")],
     sorted(e.topics.values_list("name", flat=True))]
    for e in Edition.objects.live().select_related("section").order_by("slug")
]
rows += [[a.headline, told(a.body), a.stage] for a in Article.objects.filter(editions=None).order_by("headline")]
rows += [[r.path, r.article.slug] for r in PathRedirect.objects.exclude(article=None).order_by("path")]
rows += [[p.digest, hashlib.sha256(p.file.open().read()).hexdigest(), p.caption, p.alt, p.credit]
         for p in Picture.objects.order_by("digest")]
rows += [Article.objects.count(), SourceKey.objects.count(), SearchEntry.objects.count(), Topic.objects.count()]
print(hashlib.sha256(json.dumps(rows).encode()).hexdigest())
"""


def moving_in() -> Iterator[Figure]:
    """An archive is brought in by a process that is killed at random points, and by one that is not: the same end."""
    with TemporaryDirectory(prefix="newsroom-moving-") as folder:
        command = _archive(Path(folder))
        whole, seconds = _bring(Path(folder) / "whole", command)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        killed, kills = _bring_killed(Path(folder) / "killed", command)
        asked = 0 if PICTURES else 60
        yield Figure("stories a second", STORIES / seconds, asked, is_least=True)
        yield Figure("MiB of memory, at most", memory, 500)
        yield Figure("kills", kills, KILLS, is_least=True)
        yield Figure("differences from the run that was not killed", whole != killed, 0)


def _archive(folder: Path) -> list[str]:
    """An invented one, with the command that brings it in."""
    archive, media = folder / "archive.xml", folder / "uploads"
    write_wxr(archive, stories=STORIES, pictures=PICTURES)
    write_pictures(media, stories=STORIES, pictures=PICTURES)
    return ["import_archive", "wordpress", str(archive), "--site=old", *(["--media", str(media)] if PICTURES else [])]


def _bring(data: Path, command: list[str]) -> tuple[str, float]:
    _manage(data, "migrate", "-v0").check_returncode()
    began = time.monotonic()
    _manage(data, *command).check_returncode()
    return _state(data), time.monotonic() - began


def _bring_killed(data: Path, command: list[str]) -> tuple[str, int]:
    """Until it is through, each time going on with what the one before left."""
    _manage(data, "migrate", "-v0").check_returncode()
    chance, kills = random.Random(1), 0  # noqa: S311 - the same points every time
    while kills < KILLS:
        process = subprocess.Popen(_command(*command), env=_environment(data), stdout=subprocess.DEVNULL)
        try:
            process.wait(chance.uniform(*LIVES))
            break
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
        has_begun = "begun" in _shell(data, "print('begun' if ImportRun.objects.exists() else '')")
        command = ["import_archive", "--resume=1"] if has_begun else command
    if process.poll() != 0:
        _manage(data, *command).check_returncode()
    return _state(data), kills


def _state(data):
    return re.search(r"[0-9a-f]{64}", _shell(data, STATE))[0]


def _shell(data, code):
    return _manage(data, "shell", "-v0", "-c", f"from articles.models import ImportRun\n{code}").stdout


def _manage(data, *arguments):
    return subprocess.run(_command(*arguments), env=_environment(data), capture_output=True, text=True, check=False)


def _command(*arguments):
    return [sys.executable, "manage.py", *arguments]


def _environment(data):
    data.mkdir(exist_ok=True)
    return os.environ | {"DATA": str(data), "DEMO": "1"}
