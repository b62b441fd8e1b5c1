"""Our own files, for the tests that hold them to the house rules."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("newsroom", "articles", "polls", "supporters")
PACKAGES = (*APPS, "common", "demo")
NOT_OURS = {"migrations", "vendor", "__pycache__"}


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
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
