"""Measure the demonstration paper with Lighthouse, as a phone on slow 4G has it: it must be running (`make demo`).

Prints the median of each page's runs, and fails where one is worse than the paper allows itself. Run it on a machine
that does nothing else: what else runs is measured too.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.models import Article
from polls.models import Poll

PACKAGE = "lighthouse@12.8.2"
FLAGS = "--headless=new --no-sandbox --disable-gpu"
OTHERS = ("accessibility", "best-practices", "seo")
LEAST_PERFORMANCE, LEAST_OTHER = 99, 100
# Of the largest part's paint in milliseconds, of what shifts while the page comes, and of what is fetched in KB.
MOST_PAINT, FRONT_PAINT, MOST_SHIFT, MOST_KB, FRONT_KB = 1200, 1500, 0.005, 120, 250
# No mark for search engines: the first three are not for them (a result, a browser's own list, and a form of one
# reader: `common/personal_pages.py`), and the text edition names the front as the page to list, which Lighthouse
# takes for a mistake in any page but the front. `test_page_heads.py` holds their descriptions.
NOT_LISTED = ("/search/", "/saved/", "/support/", "/text/")


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("--runs", type=int, default=5)
        parser.add_argument("--address", default=settings.SITE_URL)

    def handle(self, *args, runs, address, **options) -> None:
        story = Article.objects.get(slug="barrier-holds-as-tide-peaks").get_absolute_url()
        poll = Poll.objects.get(slug="harbour-parking").get_absolute_url()
        worse = []
        self.stdout.write("page                 performance  others         paint ms  shift   KB")
        for path in ("/", "/news/", story, poll, "/support/", "/search/?q=tide", "/archive/", "/saved/", "/text/"):
            found = [measured(f"{address}{path}") for _ in range(runs)]
            median = {name: statistics.median(each[name] for each in found) for name in found[0]}
            others = " ".join(f"{median[name]:.0f}" for name in OTHERS)
            row = f"{median['performance']:11.0f}  {others:13} {median['paint']:9.0f}  {median['shift']:.3f}"
            self.stdout.write(f"{path[:20]:20} {row} {median['kb']:5.0f}")
            worse += worse_than_allowed(path, median)
        if worse:
            raise CommandError("\n".join(worse))


def worse_than_allowed(path: str, median: dict[str, float]) -> list[str]:
    """What a page is worse in than the paper allows itself, in words."""
    others = [name for name in OTHERS if name != "seo" or not path.startswith(NOT_LISTED)]
    least = {"performance": LEAST_PERFORMANCE} | dict.fromkeys(others, LEAST_OTHER)
    is_front = path == "/"
    most = {
        "paint": FRONT_PAINT if is_front else MOST_PAINT,
        "shift": MOST_SHIFT,
        "kb": FRONT_KB if is_front else MOST_KB,
    }
    low = [
        f"{path}: {name} {median[name]:g}, at least {bound}" for name, bound in least.items() if median[name] < bound
    ]
    high = [f"{path}: {name} {median[name]:g}, at most {bound}" for name, bound in most.items() if median[name] > bound]
    return low + high


def measured(address: str) -> dict[str, float]:
    """One run. Raises CommandError where Lighthouse gives no report."""
    beside = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = ["npx", "--yes", PACKAGE, address, "--quiet", "--output=json", f"--output-path={report}"]
        command += [f"--chrome-flags={FLAGS}", f"--only-categories=performance,{','.join(OTHERS)}"]
        browser = shutil.which("chromium") or ""
        env = os.environ | {"PATH": beside, "CHROME_PATH": browser}
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=300, check=False)
        if not report.exists():
            raise CommandError(f"Lighthouse says nothing of {address}: {done.stderr[-500:]}")
        said = json.loads(report.read_text())
    marks = {name: 100 * said["categories"][name]["score"] for name in ("performance", *OTHERS)}
    audits = said["audits"]
    return marks | {
        "paint": audits["largest-contentful-paint"]["numericValue"],
        "shift": audits["cumulative-layout-shift"]["numericValue"],
        "kb": audits["total-byte-weight"]["numericValue"] / 1024,
    }
