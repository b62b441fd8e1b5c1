"""Clipboards of many programs, a file each: the HTML, what is told, what must not be left, and the body it becomes."""

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "clipboards"


class Clipboard(NamedTuple):
    name: str
    html: str
    told: str
    lost: list[str]
    body: str


def _read(path):
    head, _gap, rest = path.read_text().partition("\n\n")
    html, _line, body = rest.partition("\n--- body\n")
    facts = dict(line.split(":", 1) for line in head.splitlines())
    lost = [words.strip() for words in facts["Not"].split(" | ") if words.strip()]
    return Clipboard(path.stem, html.strip("\n"), facts["Told"].strip(), lost, body.replace("\n", ""))


def clipboards() -> list[Clipboard]:
    return [_read(path) for path in sorted(FOLDER.glob("*.txt"))]


def same_blanks(html: str) -> str:
    """HTML with every hard space as a plain one: only the editor knows which of them a word processor put in."""
    return " ".join(html.replace("&nbsp;", " ").split(" ")).replace("  ", " ")
