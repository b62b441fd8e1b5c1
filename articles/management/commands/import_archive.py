"""Bring another paper's archive in: plan, write, go on after a fall, or take it back."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.importing import runs
from articles.importing.faults import FAULTS, told
from articles.importing.files import open_files
from articles.importing.held import Paused
from articles.importing.source import CannotRead
from articles.importing.sources.registry import SOURCES, detect
from articles.importing.undo import undo
from articles.models import ImportRun

MOST_TOLD = 50  # parts that could not be brought in
EVERY = 5  # seconds between two lines about how far it is


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", nargs="?", choices=sorted(SOURCES), help="which system made the file")
        parser.add_argument("file", nargs="?", type=Path, help="the export: a file, a folder or a zip archive")
        parser.add_argument("--media", type=Path, help="the folder of the old site's pictures")
        parser.add_argument("--fetch", action="store_true", help="ask the old site for pictures that no folder has")
        parser.add_argument("--address", default="", help="where the old site is or was, such as https://old.example")
        parser.add_argument("--timezone", default="", help="of the old site, such as Europe/London")
        parser.add_argument(
            "--site", default="", help="the key of the old site, if not its address: the same each time"
        )
        parser.add_argument("--map", type=Path, help="a JSON of decisions: what sections, topics and authors become")
        parser.add_argument("--pages", choices=("draft", "leave"), default="draft", help="what becomes of pages")
        parser.add_argument("--dry-run", action="store_true", help="plan, report, and write no story")
        parser.add_argument("--report", type=Path, help="write the report there, as JSON")
        parser.add_argument("--resume", type=int, metavar="RUN", help="go on with a run that was paused or fell")
        parser.add_argument("--undo", type=int, metavar="RUN", help="take a run back, as far as nobody has edited it")

    def handle(self, *args, **options) -> None:
        if options["undo"]:
            return self._undo(options["undo"])
        run = None
        try:
            run = self._resumed(options["resume"]) if options["resume"] else self._begun(options)
            if run.state == ImportRun.State.READING:
                self._follow(runs.prepare(run), run)
            if not options["dry_run"]:
                self._follow(runs.carry_out(run), run)
        except CannotRead as refusal:
            place = f" (near byte {refusal.place})" if refusal.place else ""
            if run is not None and run.state in ImportRun.AT_WORK:
                runs.fail(run, str(refusal))
            nothing = "" if options["resume"] else " Nothing of it is at the desk."
            raise CommandError(f"{refusal}{place}{nothing}") from None
        except FAULTS as fault:
            if run is None:
                raise
            runs.fail(run, told(fault, f"Import {run.pk}"))
            raise CommandError(f"{run.message} Go on with --resume {run.pk} once that is mended.") from None
        except Paused:
            raise CommandError(f"Paused. Go on with --resume {run.pk}.") from None
        except runs.AlreadyRunning:
            raise CommandError("This site is being brought in at this moment.") from None
        self._tell(run, options)
        return None

    def _begun(self, options):
        path = options["file"] or (Path(options["source"]) if options["source"] else None)
        if path is None:
            raise CommandError("Say which source and which file.")
        source = options["source"] if options["file"] else detect(open_files(path))
        if not (options["address"] or options["site"]):
            raise CommandError("Say --address or --site: under that its parts are known here, the next time too.")
        choices = _read_map(options["map"])
        told = {name: options[name] for name in ("address", "site", "fetch", "pages")}
        told |= {"time_zone": options["timezone"], "fields": choices.pop("fields", None)}
        if told["address"] and "://" not in told["address"]:
            told["address"] = f"https://{told['address']}"
        run = runs.begin(source=source, path=path, media=options["media"], options=told, by=None, choices=choices)
        self.stdout.write(f"Run {run.pk}: {run.source} from {path}")
        return run

    def _resumed(self, number):
        run = ImportRun.objects.filter(pk=number).first()
        if run is None:
            raise CommandError(f"There is no run {number}.")
        return runs.go_on(run)

    def _follow(self, progress, run):
        began = said = time.monotonic()
        step, first = "", 0
        for now in progress:
            if now.step != step:
                step, first, began = now.step, now.done, time.monotonic()
            if time.monotonic() - said >= EVERY:
                said = time.monotonic()
                rate = (now.done - first) / max(said - began, 0.001)
                self.stdout.write(f"{step}: {now.done}, {rate:.0f} a second")
        run.refresh_from_db()

    def _tell(self, run, options):
        report = run.report
        if options["report"]:
            options["report"].write_text(json.dumps(report, ensure_ascii=False, indent=1))
        for kind, counts in report["counts"].items():
            in_order = sorted(counts.items(), key=lambda fate: (fate[0] != "found", fate[0]))
            self.stdout.write(f"{kind}: " + ", ".join(f"{name} {count}" for name, count in in_order))
        for row in [row for row in report["left"] if row.get("status") == "failed"][:MOST_TOLD]:
            self.stderr.write(f"Failed: {row['title']} ({row['old_id']}, near byte {row['place']}): {row['reason']}")
        for one in report.get("types", []):
            if one["as"] == "drop":
                self.stdout.write(f"Left out: {one['uses']} of the type {one['type']} (“types” of --map brings them)")
        self.stdout.write(f"Pictures missing: {len(report['pictures']['missing'])}")
        text = report["text"]
        self.stdout.write(
            f"Words: {text['words_in']} in, {text['words_out']} out, {len(text['below'])} stories below 100 %"
        )
        self.stdout.write(f"Run {run.pk}: {run.get_state_display()}")

    def _undo(self, number):
        run = ImportRun.objects.filter(pk=number).first()
        if run is None:
            raise CommandError(f"There is no run {number}.")
        if run.state in ImportRun.AT_WORK:
            raise CommandError("The run is at work: pause it first.")
        kept = undo(run=run)
        self.stdout.write(f"Run {number} is taken back. Kept, because somebody worked with them: {len(kept)}")
        for line in kept[:50]:
            self.stdout.write(f"  {line}")


def _read_map(path: Path | None) -> dict:
    try:
        found = json.loads(path.read_text()) if path else {}
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} is no JSON: {error}") from None
    if not isinstance(found, dict):
        raise CommandError(f"{path} is no object with names.")
    return found
