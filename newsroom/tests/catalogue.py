"""What readers can meet, found in the code and the templates, for the catalogues. `make messages` writes them.

What only the desk meets is not in them, and stays in the language that it was written in.
"""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import template as template_words

from newsroom.tests.source import ROOT, files, is_test, name_of, tree_of

LOCALE = ROOT / "newsroom" / "locale"
# What only the desk meets, or the demonstration. All else is for readers: a new room is, until it stands here.
DESK = (
    *(f"{app}/admin/" for app in ("articles", "newsroom", "polls", "supporters")),
    *(f"{app}/models/" for app in ("articles", "polls", "supporters")),
    *(f"{app}/apps.py" for app in ("articles", "newsroom", "polls", "supporters")),
    *(f"articles/{room}/" for room in ("body", "editing", "fronts", "imaging", "pictures", "poll_stories")),
    *("articles/publishing/", "articles/workflow/", "articles/importing/", "articles/management/"),
    *(f"articles/{room}/" for room in ("exporting", "library", "media_files", "running", "wires")),
    *("common/list_filters.py", "common/outbound.py", "common/outbox.py", "demo/"),
    *(f"newsroom/{room}/" for room in ("audit", "backup", "dashboard", "database", "identity", "jobs", "monitoring")),
    *("newsroom/admin_site.py", "newsroom/models.py", "newsroom/settings.py", "newsroom/events/models.py"),
    *(f"newsroom/correspondence/{name}.py" for name in ("letters", "models", "report")),
    *(
        f"newsroom/newsletters/{room}/"
        for room in ("bounces", "composing", "counting", "domain", "lists", "models", "push", "sending")
    ),
    *(f"newsroom/paper/{name}" for name in ("colours", "first_day", "forms", "icons", "identity", "models", "begin")),
    "newsroom/paper/outline.py",
    *(f"polls/{room}/" for room in ("counting", "desk", "questions")),
    *(f"supporters/{room}/" for room in ("bank_files", "money", "people", "reports")),
    *("supporters/letters/alerts.py", "supporters/providers/sandbox"),
    *(f"templates/{folder}/" for folder in ("admin", "registration", "reversion", "supporters/sandbox")),
    *(f"templates/emails/{letter}" for letter in ("attention.txt", "desk_", "task_failed.txt")),
)
# Of those, the classes whose words readers see all the same.
READERS = {
    "articles/models/corrections.py": {"Kind"},
    "articles/models/story.py": {"Label", "Role"},
    "supporters/models/pages.py": {"Frequency"},
    "supporters/models/payments.py": {"Method"},
    "supporters/models/recognition.py": {"Kind"},
    "supporters/models/states.py": {"PledgeState"},
}
# What Django says to readers and has no Welsh for, or has misspelt or cut short otherwise than Unicode's CLDR.
DJANGO = (
    *((None, words) for words in ("July", "feb", "jul", "aug", "sep")),
    ("alt. month", "July"),
    *((None, f"Enter a {words}.") for words in ("valid date", "whole number")),
    (None, "Null characters are not allowed."),
)
MARKED = {"gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"}
IN_TEMPLATES = {each: each for each in MARKED} | {"_": "gettext"}
CALL = re.compile(r"(?<!\w)(?:n?p?gettext|_)\(")
LANGUAGES = ("cy",)

Message = tuple[str | None, str, str | None]  # its context, one, and many


def readers_messages() -> dict[Message, list[str]]:
    """Every message that a reader can meet, with the files that say it."""
    found: dict[Message, list[str]] = {(context, words, None): ["django"] for context, words in DJANGO}
    for path in sorted([*files("*.py"), *(path for path in (ROOT / "templates").rglob("*.*") if path.is_file())]):
        for message in _messages_of(path):
            where = found.setdefault(message, [])
            if name_of(path) not in where:
                where.append(name_of(path))
    return found


def _messages_of(path: Path) -> Iterator[Message]:
    name = name_of(path)
    if is_test(path) or (name.startswith(DESK) and name not in READERS):
        return
    if path.suffix != ".py":
        yield from messages_of_template(path.read_text(), name)
        return
    tree = tree_of(path)
    for part in _classes(tree, READERS[name]) if name in READERS else [tree]:
        yield from messages_of_code(part, aliases_of(tree))


def _classes(tree, names):
    return [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.name in names]


def aliases_of(tree: ast.AST) -> dict[str, str]:
    """By what names a module calls gettext and its like."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {
        alias.asname or alias.name: alias.name
        for node in imports
        if node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in MARKED
    }


def tree_of_source(source: str) -> tuple[ast.AST, dict[str, str]]:
    tree = ast.parse(source)
    return tree, aliases_of(tree)


def messages_of_code(tree: ast.AST, aliases: dict[str, str]) -> Iterator[Message]:
    for node in ast.walk(tree):
        called = aliases.get(node.func.id) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else None
        if called:
            words = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            context = words.pop(0) if called.lstrip("n").startswith("p") else None
            yield context, words[0], words[1] if called.startswith("n") else None


def messages_of_template(source: str, name: str) -> Iterator[Message]:
    """Django turns a template into calls for xgettext; each is read as far as it is an expression."""
    calls = template_words.templatize(source, origin=name)
    for match in CALL.finditer(calls):
        yield from messages_of_code(_expression(calls[match.start() :]), IN_TEMPLATES)


def _expression(source):
    for end in (match.end() for match in re.finditer(r"\)", source)):
        try:
            return ast.parse(source[:end])
        except SyntaxError:
            continue
    raise ValueError(source[:80])


def path_of(language: str, kind: str = "po") -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"django.{kind}"


def catalogue_of(language: str) -> Catalog:
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def update(language: str) -> Catalog:
    """The catalogue with what is new, empty, and without what is gone, by the files that say it."""
    old = catalogue_of(language)
    new = Catalog(locale=language, header_comment=old.header_comment, fuzzy=False)
    new.mime_headers = old.mime_headers
    for (context, one, many), where in sorted(readers_messages().items(), key=lambda item: (item[1], str(item[0]))):
        known = old.get(one, context)
        words = known.string if known and bool(known.pluralizable) == bool(many) else ""
        notes, places = known.user_comments if known else [], [(name, None) for name in where]
        new.add((one, many) if many else one, words, context=context, locations=places, user_comments=notes)
    return new


def main() -> None:
    for language in LANGUAGES:
        catalogue = update(language)
        with path_of(language).open("wb") as file:
            write_po(file, catalogue, width=100, include_lineno=False)
        path_of(language, "mo").write_bytes(compiled(catalogue))


if __name__ == "__main__":
    main()
