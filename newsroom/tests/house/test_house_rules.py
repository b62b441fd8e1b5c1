import ast
import re
import tomllib
from html.parser import HTMLParser

import pytest
from django.template.base import Lexer, TokenType

from newsroom.tests.source import (
    ROOT,
    files,
    functions_of,
    is_test,
    lines_of,
    name_of,
    public_functions_of,
    rooms,
    tree_of,
)

LONGEST = {"*.py": 300, "*.html": 150, "*.css": 150, "*.js": 80}
MOST_CHARACTERS = 14_000
LONGEST_FUNCTION = 40
LONGEST_TEST_FUNCTION = 50
RUNTIME_PACKAGES = 25
LONGEST_TEMPLATE_LINE = 120
TEMPLATES = [*files("*.html"), *files("*.xml"), *files("*.txt")]
PAGES = files("*.html")
SPOKEN_ATTRIBUTES = {"alt", "title", "aria-label", "placeholder", "aria-description"}


@pytest.mark.parametrize("pattern", LONGEST)
def test_no_file_is_longer_than_one_can_take_in(pattern):
    long = {name_of(path): lines_of(path) for path in files(pattern) if lines_of(path) > LONGEST[pattern]}

    assert long == {}


def test_no_python_file_has_more_characters_than_one_can_take_in():
    long = {name_of(path): size for path in files("*.py") if (size := len(path.read_text())) > MOST_CHARACTERS}

    assert long == {}


def test_formatter_lays_out_every_file():
    exempt = re.compile(r"#\s*fmt:\s*(?:skip|off)")
    assert exempt.search("TABLE = [1,  2]  # " + "fmt: skip")

    assert [name_of(path) for path in files("*.py") if exempt.search(path.read_text())] == []


def test_no_template_line_is_longer_than_the_window():
    long = [
        f"{name_of(path)}:{number}"
        for path in TEMPLATES
        if path.is_relative_to(ROOT / "templates")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > LONGEST_TEMPLATE_LINE
    ]

    assert long == []


def test_no_function_is_longer_than_a_screen():
    long = [
        f"{name_of(path)}: {function.name}"
        for path in files("*.py")
        for function in functions_of(path)
        if function.end_lineno - function.lineno + 1 > (LONGEST_TEST_FUNCTION if is_test(path) else LONGEST_FUNCTION)
    ]

    assert long == []


def test_nine_functions_in_ten_are_short():
    lengths = sorted(
        function.end_lineno - function.lineno + 1
        for path in files("*.py")
        if not is_test(path)
        for function in functions_of(path)
    )

    assert lengths[len(lengths) * 9 // 10] <= 24


def test_no_function_is_more_complex_than_ten():
    # ruff measures it (C901); this keeps the measure switched on.
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]

    assert ruff["mccabe"]["max-complexity"] <= 10
    assert "C90" in ruff["select"]
    assert [name_of(path) for path in files("*.py") if re.search(r"noqa:.*C90\d", path.read_text())] == []


def test_every_public_function_says_what_it_answers():
    product = [path for path in files("*.py") if not is_test(path)]
    public = [(path, function) for path in product for function in public_functions_of(path)]
    assert ("money.py", "parse_amount") in {(path.name, function.name) for path, function in public}

    assert [f"{name_of(path)}: {function.name}" for path, function in public if function.returns is None] == []


def test_every_room_says_what_it_is_for_what_comes_in_and_which_way_out():
    said = {name_of(path.parent): ast.get_docstring(tree_of(path)) or "" for path in rooms()}
    assert "supporters/money" in said

    assert [room for room, words in said.items() if len(re.findall(r"[.!?](?=\s|$)", words)) < 2] == []


def test_nothing_is_left_to_do_in_a_comment():
    left = re.compile(r"#.*\b(TODO|FIXME|XXX)\b")
    found = [
        name_of(path) for path in files("*.py") if left.search(path.read_text()) and path.name != "test_house_rules.py"
    ]

    assert found == []


class Inline(HTMLParser):
    """Collects whatever a strict content security policy would refuse."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        names = dict(attributes)
        is_data = names.get("type") in {"application/ld+json", "application/json", "importmap", "speculationrules"}
        if tag == "style" or (tag == "script" and "src" not in names and not is_data):
            self.found.append(f"<{tag}>")
        self.found += [name for name in names if name == "style" or name.startswith("on")]
        self.found += [value for value in names.values() if (value or "").strip().lower().startswith("javascript:")]


def inline_in(source):
    page = Inline()
    page.feed(without_template_tags(source))
    return page.found


def test_no_style_script_or_handler_is_inline():
    assert inline_in('<p style="color: red" onclick="go()"><script>go()</script>') == ["style", "onclick", "<script>"]

    assert {name_of(path): found for path in PAGES if (found := inline_in(path.read_text()))} == {}


UNSAFE = r"\|\s*safe\b|\|\s*safeseq\b"


def switches_escaping_off(source, suffix):
    # A plain letter is no HTML, so its words stand as they are.
    return bool(re.search(UNSAFE if suffix == ".txt" else rf"{UNSAFE}|autoescape\s+off", source))


def test_no_template_switches_escaping_off():
    assert switches_escaping_off("{{ words|safe }}", ".html")

    assert [name_of(path) for path in TEMPLATES if switches_escaping_off(path.read_text(), path.suffix)] == []


def without_template_tags(source):
    """The HTML of a template, with each variable as h0, which may stand for a tag's name, and each tag as nothing."""
    words = {TokenType.TEXT: lambda token: token.contents, TokenType.VAR: lambda token: "h0"}
    return "".join(words.get(token.token_type, lambda token: "")(token) for token in Lexer(source).tokenize())


class Spoken(HTMLParser):
    """Collects the words that a reader would see or hear."""

    def __init__(self):
        super().__init__()
        self.words = []
        self.silent = 0

    def handle_starttag(self, tag, attributes):
        self.silent += tag in {"script", "style"}
        self.words += [value for name, value in attributes if name in SPOKEN_ATTRIBUTES and value]

    def handle_endtag(self, tag):
        self.silent -= tag in {"script", "style"}

    def handle_data(self, words):
        if not self.silent:
            self.words.append(words)


UNSPOKEN = {
    "blocktranslate": "endblocktranslate",
    "comment": "endcomment",
    "block bodyclass": "endblock",
    "block coltype": "endblock",
}


def outside_translation(source):
    """A template with what is translated, and what nobody reads, taken out."""
    parts, end = [], None
    for token in Lexer(source).tokenize():
        if end:
            end = None if token.token_type == TokenType.BLOCK and token.contents.startswith(end) else end
        elif token.token_type == TokenType.BLOCK:
            end = next((UNSPOKEN[start] for start in UNSPOKEN if token.contents.startswith(start)), None)
        elif token.token_type != TokenType.COMMENT:
            parts.append(token.contents if token.token_type == TokenType.TEXT else "h0")
    return "".join(parts)


def untranslated_in(source):
    page = Spoken()
    page.feed(outside_translation(source))
    return [found for text in page.words for found in re.findall(r"[^\W\d_]{2,}", re.sub(r"&\w+;", " ", text))]


def test_every_word_of_the_interface_can_be_translated():
    assert untranslated_in('{% translate "Read on" %} <a title="More">on</a>') == ["More", "on"]

    assert {name_of(path): words for path in PAGES if (words := untranslated_in(path.read_text()))} == {}


def test_every_component_begins_by_saying_what_it_takes():
    components = [path for path in PAGES if path.parent.name == "components"]

    assert [name_of(path) for path in components if not path.read_text().startswith("{#")] == []


def test_each_package_has_a_reason_and_there_are_few_of_them():
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    packages = [line for line in lines if line.strip() and not line.startswith("#")]

    assert [line for line in packages if "  # " not in line] == []
    assert [line for line in packages if "~=" not in line and "==" not in line] == []
    assert len(packages) <= RUNTIME_PACKAGES
