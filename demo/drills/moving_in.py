"""What breaks while an archive is brought in: the process that does it, again and again."""

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

from demo.bench.archives import write_wxr
from demo.drills.paper import Figure

STORIES = int(os.environ.get("DRILL_STORIES", "2000"))
KILLS = int(os.environ.get("DRILL_KILLS", "10"))
LIVES = (1.5, 4)  # seconds that a process has, its start included
STATE = """
import hashlib, json
from articles.models import *
rows = [
    [e.headline, e.slug, e.body, e.section.name, str(e.first_published_at), str(e.updated_at),
     [b.author.name for b in e.bylines.order_by("position")], sorted(e.topics.values_list("name", flat=True))]
    for e in Edition.objects.live().select_related("section").order_by("slug")
]
rows += [[a.headline, a.body, a.stage] for a in Article.objects.filter(editions=None).order_by("headline")]
rows += [[r.path, r.article.slug] for r in PathRedirect.objects.exclude(article=None).order_by("path")]
rows += [Article.objects.count(), SourceKey.objects.count(), SearchEntry.objects.count(), Topic.objects.count()]
words = [row if isinstance(row, int) else [str(part).split("-")[0] for part in row] for row in rows]
print(hashlib.sha256(json.dumps(words).encode()).hexdigest())
"""


def moving_in() -> Iterator[Figure]:
    """An archive is brought in by a process that is killed at random points, and by one that is not: the same end."""
    with TemporaryDirectory(prefix="newsroom-moving-") as folder:
        archive = Path(folder) / "archive.xml"
        write_wxr(archive, stories=STORIES)
        whole, seconds = _bring(Path(folder) / "whole", archive)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        killed, kills = _bring_killed(Path(folder) / "killed", archive)
        yield Figure("stories a second", STORIES / seconds, 60, is_least=True)
        yield Figure("MiB of memory, at most", memory, 500)
        yield Figure("kills", kills, KILLS, is_least=True)
        yield Figure("differences from the run that was not killed", whole != killed, 0)


def _bring(data: Path, archive: Path) -> tuple[str, float]:
    _manage(data, "migrate", "-v0").check_returncode()
    began = time.monotonic()
    _manage(data, "import_archive", "wordpress", str(archive), "--site=old").check_returncode()
    return _state(data), time.monotonic() - began


def _bring_killed(data: Path, archive: Path) -> tuple[str, int]:
    """Until it is through, each time going on with what the one before left."""
    _manage(data, "migrate", "-v0").check_returncode()
    chance, kills = random.Random(1), 0  # noqa: S311 - the same points every time
    command = ["import_archive", "wordpress", str(archive), "--site=old"]
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
