"""Our own files, for the tests that hold them to the house rules."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("newsroom", "articles", "polls", "supporters")
PACKAGES = (*APPS, "common", "demo")
NOT_OURS = {"migrations", "vendor", "__pycache__", "archives"}  # the last holds what other systems export
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# Django finds these by their names; they hold what their app needs and are no rooms.
NO_ROOMS = {"management", "templatetags", "tests"}


@cache
def files(pattern):
    """Files of ours by their ending, in every app and in templates/; what tools or others wrote is left out."""
    folders = [*PACKAGES, "templates"]
    found = [*ROOT.glob(pattern), *(path for folder in folders for path in (ROOT / folder).rglob(pattern))]
    return sorted(path for path in found if not NOT_OURS & set(path.relative_to(ROOT).parts))


def name_of(path):
    return str(path.relative_to(ROOT))


def lines_of(path):
    return len(path.read_text().splitlines())


@cache
def tree_of(path):
    return ast.parse(path.read_text(), name_of(path))


def is_test(path):
    return "tests" in path.parts or path.name == "conftest.py"


def imports_of(path):
    """Every module that a file imports, in functions too, with relative names made whole."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def functions_of(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, FUNCTIONS):
            yield node


def public_functions_of(path):
    """Functions that other modules may call, and methods; what stands within a function is its own affair."""
    scopes = [tree_of(path)]
    while scopes:
        for node in ast.iter_child_nodes(scopes.pop()):
            if not isinstance(node, FUNCTIONS):
                scopes.append(node)
            elif not node.name.startswith("_"):
                yield node


def rooms():
    """The file of each package that is a room of an app, and of each app."""
    inner = [path for path in files("__init__.py") if not NO_ROOMS & set(path.relative_to(ROOT).parts)]
    return [path for path in inner if path.relative_to(ROOT).parts[0] in PACKAGES]
