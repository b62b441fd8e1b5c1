"""What style sheets are held to: each is used, and ours stand above Django's without shouting."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from common.css_bundle import IMPORT
from newsroom.tests.source import ROOT, files, name_of

CSS = ROOT / "newsroom" / "static" / "newsroom" / "css"
DESK = CSS.parent / "desk"
SHARED = {CSS / "palette.css", CSS / "tokens.css"}


def test_every_sheet_is_imported_and_every_import_is_there():
    wholes = {CSS / "site.css", CSS / "boxes.css", CSS / "entries.css", CSS / "events.css"}

    assert set().union(*map(sheets_imported_by, wholes)) == set(CSS.rglob("*.css")) - wholes


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
    pages = "\n".join(path.read_text() for path in [*files("*.html"), *files("*.py")])
    unused = [
        path.name
        for path in (CSS / "components").glob("*.css")
        if not any(name in pages for name in re.findall(r"\.([a-z][\w-]*)", path.read_text()))
    ]

    assert unused == []


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
