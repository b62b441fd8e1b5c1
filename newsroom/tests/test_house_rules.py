import re
import tomllib
from html.parser import HTMLParser

import pytest
from django.contrib.staticfiles import finders
from django.template.base import Lexer, TokenType
from django.urls import reverse

from common.css_bundle import IMPORT
from newsroom.tests.source import ROOT, files, functions_of, is_test, lines_of, name_of

LONGEST = {"*.py": 300, "*.html": 150, "*.css": 150, "*.js": 80}
LONGEST_FUNCTION = 50
RUNTIME_PACKAGES = 25
CSS = ROOT / "newsroom" / "static" / "newsroom" / "css"
DESK = CSS.parent / "desk"
SHARED = {CSS / "palette.css", CSS / "tokens.css"}
LONGEST_TEMPLATE_LINE = 120
TEMPLATES = [*files("*.html"), *files("*.xml"), *files("*.txt")]
PAGES = files("*.html")
SPOKEN_ATTRIBUTES = {"alt", "title", "aria-label", "placeholder", "aria-description"}


@pytest.mark.parametrize("pattern", LONGEST)
def test_no_file_is_longer_than_one_can_take_in(pattern):
    long = {name_of(path): lines_of(path) for path in files(pattern) if lines_of(path) > LONGEST[pattern]}

    assert long == {}


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
        if function.end_lineno - function.lineno + 1 > LONGEST_FUNCTION
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


def test_every_sheet_is_imported_and_every_import_is_there():
    imported = sheets_imported_by(CSS / "site.css")
    there = set(CSS.rglob("*.css")) - {CSS / "site.css"}

    assert imported == there


def test_every_part_of_a_desk_sheet_is_imported_by_the_sheet_of_its_name():
    wrong = [
        name_of(sheet)
        for sheet in DESK.glob("*.css")
        if sheets_imported_by(sheet) - SHARED != set((DESK / sheet.stem).glob("*.css"))
    ]

    assert wrong == []
    assert {path.parent.name for path in DESK.glob("*/*.css")} <= {path.stem for path in DESK.glob("*.css")}


def sheets_imported_by(sheet):
    return {(sheet.parent / match["path"]).resolve() for match in IMPORT.finditer(sheet.read_text())}


def test_every_component_sheet_styles_something_that_a_page_uses():
    pages = "\n".join(path.read_text() for path in [*PAGES, *files("*.py")])
    unused = [
        path.name
        for path in (CSS / "components").glob("*.css")
        if not any(name in pages for name in re.findall(r"\.([a-z][\w-]*)", path.read_text()))
    ]

    assert unused == []


def test_every_component_begins_by_saying_what_it_takes():
    components = [path for path in PAGES if path.parent.name == "components"]

    assert [name_of(path) for path in components if not path.read_text().startswith("{#")] == []


def test_each_package_has_a_reason_and_there_are_few_of_them():
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    packages = [line for line in lines if line.strip() and not line.startswith("#")]

    assert [line for line in packages if "  # " not in line] == []
    assert [line for line in packages if "~=" not in line and "==" not in line] == []
    assert len(packages) <= RUNTIME_PACKAGES


IMPORTANT_DECLARATIONS = 5
IN_A_LAYER = re.compile(r'@import url\("\.\./\.\./(?P<path>[^"]+)"\) layer\((?P<layer>\w+)\);')
LINKED_BY_DJANGO = re.compile(r"admin/css/[\w/]+\.css")


def test_hardly_a_rule_of_ours_has_to_shout():
    important = [name_of(path) for path in files("*.css") for _ in re.findall("!important", path.read_text())]

    assert len(important) <= IMPORTANT_DECLARATIONS, important


def test_django_sheets_stand_in_a_layer_below_ours():
    in_a_layer = {match["path"]: match["layer"] for match in IN_A_LAYER.finditer((DESK / "django.css").read_text())}

    assert set(in_a_layer.values()) == {"django"}
    assert [path for path in in_a_layer if not finders.find(path)] == []
    assert {f"admin/css/{name}.css" for name in ("base", "dark_mode", "forms", "changelists")} <= set(in_a_layer)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["index", "login", "password_change", "articles_article_changelist", "supporters_ask_add"]
)
def test_desk_page_links_no_sheet_of_django_outside_the_layer(admin_client, client, name):
    page = (client if name == "login" else admin_client).get(reverse(f"admin:{name}")).content.decode()

    assert "newsroom/desk/django.css" in page
    # The menu's sheet has no block of its own, and those of the pickers come with a widget: ours come after them.
    assert set(LINKED_BY_DJANGO.findall(page)) <= {
        "admin/css/nav_sidebar.css",
        "admin/css/autocomplete.css",
        "admin/css/vendor/select2/select2.css",
    }
