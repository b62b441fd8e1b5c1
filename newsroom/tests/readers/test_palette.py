"""One palette for the paper, its desk and its cards elsewhere, that browsers without light-dark() can use too."""

import re
from collections import Counter

import pytest

from common.css_bundle import COMMENT, IMPORT
from newsroom.tests.source import ROOT, name_of

STATIC = ROOT / "newsroom" / "static" / "newsroom"
SHEETS = sorted(path for app in ("newsroom", "articles") for path in (ROOT / app / "static").rglob("*.css"))
PAIR = re.compile(r"([\w-]+): (light-dark\([^()]*\));")
DECLARATION = re.compile(r"^\s*([\w-]+): ([^;{}]+);$", re.M)
MODERN = re.compile(r"^( *)@supports \(color: light-dark\(#000, #fff\)\) \{\n.*?^\1\}\n", re.S | re.M)
USED = re.compile(r"var\((--[\w-]+)\)")


def modern_parts(source):
    """What stands in the blocks for browsers that know light-dark(); the formatter ends a block at its indentation."""
    return [found[0] for found in MODERN.finditer(source)]


def without_modern_parts(source):
    for part in modern_parts(source):
        source = source.replace(part, "")
    return source


def whole(name):
    sheet = STATIC / name
    return COMMENT.sub("", IMPORT.sub(lambda line: (sheet.parent / line["path"]).read_text(), sheet.read_text()))


def test_light_dark_stands_only_where_a_browser_knows_it_and_follows_a_plain_value():
    wrong = []
    for path in SHEETS:
        source = path.read_text()
        plain = without_modern_parts(source)
        wrong += [f"{name_of(path)}: {found[1]}" for found in PAIR.finditer(plain)]
        said = dict(DECLARATION.findall(plain))
        for part in modern_parts(source):
            wrong += [
                f"{name_of(path)}: {name} has no plain value" for name, _ in PAIR.findall(part) if name not in said
            ]

    assert sum(len(PAIR.findall(path.read_text())) for path in SHEETS) > 30
    assert wrong == []


def test_light_looks_the_same_in_every_browser():
    wrong = []
    for path in SHEETS:
        source = path.read_text()
        said = dict(DECLARATION.findall(without_modern_parts(source)))
        for part in modern_parts(source):
            for name, value in PAIR.findall(part):
                light = value.removeprefix("light-dark(").split(",")[0]
                if said.get(name) != light and name.startswith("--"):
                    wrong.append(f"{name_of(path)}: {name}")

    assert wrong == []


@pytest.mark.parametrize("name", ["css/site.css", "embed/poll.css", "embed/story.css", "desk/desk.css"])
def test_every_colour_that_a_sheet_uses_has_a_plain_value(name):
    source = without_modern_parts(whole(name))
    said = {name for name, _ in DECLARATION.findall(source)}

    assert {"--ink", "--error", "--good"} <= said
    assert set(USED.findall(source)) - said == set()


def test_no_colour_pair_stands_twice():
    pairs = Counter(value for path in SHEETS for _, value in PAIR.findall(path.read_text()))

    assert len(pairs) > 30
    assert [pair for pair, times in pairs.items() if times > 1] == []
