"""What a reader's phone has to fetch."""

import gzip
from pathlib import Path

from django.conf import settings

from common.css_bundle import COMMENT, IMPORT
from newsroom.tests.headline_font import FILE, FONTS, code_points

STATIC = Path(settings.BASE_DIR) / "newsroom" / "static" / "newsroom"


def test_the_stylesheet_is_at_most_eight_kilobytes():
    sheet = STATIC / "css" / "site.css"
    whole = IMPORT.sub(lambda line: (sheet.parent / line["path"]).read_text(), sheet.read_text())

    assert len(gzip.compress(COMMENT.sub("", whole).encode())) <= 8 * 1024


def test_all_scripts_for_readers_are_at_most_four_kilobytes():
    assert sum(len(gzip.compress(script.read_bytes())) for script in (STATIC / "js").glob("*.js")) <= 4 * 1024


def test_the_face_of_the_headlines_is_at_most_forty_five_kilobytes():
    assert (FONTS / FILE).read_bytes()[:4] == b"wOF2"
    assert (FONTS / FILE).stat().st_size <= 45 * 1024


def test_the_face_has_what_headlines_here_are_written_with():
    assert {ord(letter) for letter in "ŵŷŴŶâêîôûẁỳ àèìòùÀÈ áéíóúüßąćęłńóśżź ‘’“”–—…£€½°×"} <= code_points()
