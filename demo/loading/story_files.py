"""Read a story of the demonstration paper from its text file.

Head lines are `name: value`; after the first empty line comes the body, in paragraphs. `## ` begins a subheading,
`- ` a list, `> ` a pull quote, and `[picture: slug | words]`, `[poll: slug]`, `[watch: slug]`, `[related: slug]`,
`[document: slug]`, `[sound: slug]` on a line of their own place an object; `[poll: slug | before]`, `after` or
`result` say what a poll is there for. A head may name the `language` of the story, and the slug of a `translation`.
`[gallery: slug | words; slug; slug]` places several pictures, with words of their own or without; `:: kind: heading`
begins a box (`demo.loading.story_boxes`).
"""

import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.html import escape

from demo.loading.story_boxes import box

STORIES = Path(__file__).parent.parent / "files" / "stories"
OBJECT = re.compile(r"\[(picture|poll|watch|related|document|sound): *([a-z0-9-]+)(?: *\| *(.*?))? *\]")
GALLERY = re.compile(r"\[gallery: *(.+?) *\]")
INLINE = [
    (re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\*([^*]+)\*"), r"<em>\1</em>"),
]


@dataclass
class StoryFile:
    slug: str
    head: dict[str, str]
    text: str

    def __getitem__(self, name: str) -> str:
        return self.head.get(name, "")

    def listed(self, name: str) -> list[str]:
        return [word.strip() for word in self[name].split(",") if word.strip()]

    def hours(self, name: str) -> float | None:
        return float(self.head[name]) if name in self.head else None

    def body(self, ids: dict[str, dict[str, int]]) -> str:
        """The body as the editor would store it, given the ids of what it places by slug."""
        return "".join(_block(part, ids) for part in re.split(r"\n\s*\n", self.text.strip()))


def read_story_file(path: Path) -> StoryFile:
    head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    fields = dict(line.split(":", 1) for line in head.splitlines())
    return StoryFile(path.stem, {name.strip(): value.strip() for name, value in fields.items()}, text)


def all_story_files() -> list[StoryFile]:
    return [read_story_file(path) for path in sorted(STORIES.glob("*/*.txt"))]


def _block(part, ids):
    part = part.strip()
    if part.startswith("[") and "]\n[" in part:
        return "".join(_block(line, ids) for line in part.splitlines())
    if placed := OBJECT.fullmatch(part):
        return _object(*placed.groups(), ids)
    if gallery := GALLERY.fullmatch(part):
        return _gallery(gallery[1].split(";"), ids)
    if part.startswith(":: "):
        return box(part, _inline)
    if part.startswith("## "):
        return f"<h2>{_inline(part[3:])}</h2>"
    if part.startswith("> "):
        words, _, source = re.sub(r"\n> ?", " ", part[2:]).partition("|")
        quoted = f"<blockquote>{_inline(words.strip())}</blockquote>"
        return f'<figure data-quote="pull">{quoted}<figcaption>{_inline(source.strip())}</figcaption></figure>'
    if part.startswith("- "):
        items = re.split(r"\n- ", part[2:])
        return "<ul>" + "".join(f"<li><p>{_inline(item)}</p></li>" for item in items) + "</ul>"
    return f"<p>{_inline(part)}</p>"


def _object(kind, slug, words, ids):
    pk = ids[kind].get(slug)
    if pk is None:
        return ""
    if kind == "picture":
        return f'<figure data-picture="{pk}"><figcaption>{_inline(words or "")}</figcaption></figure>'
    role = f' data-role="{words}"' if kind == "poll" and words else ""
    return f'<div data-embed="{kind}" data-id="{pk}"{role}></div>'


def _gallery(lines, ids):
    named = [line.partition("|") for line in lines]
    pictures = [_object("picture", slug.strip(), words.strip(), ids) for slug, _bar, words in named]
    return f'<figure data-gallery="pictures">{"".join(pictures)}</figure>' if any(pictures) else ""


def _inline(text):
    text = escape(" ".join(text.split())).replace("&#x27;", "'").replace("&quot;", '"')
    for pattern, html in INLINE:
        text = pattern.sub(html, text)
    return text
