"""What a reader's phone has to fetch."""

import gzip
import io
import re
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from articles.imaging.renditions import PHONE_WIDTHS, quality_of
from articles.tests.front_builders import automatic, put_live
from common.css_bundle import PART, QuickCompressor, whole_script, whole_sheet, without_remarks
from newsroom.paper.icons import favicon_of, icon_of
from newsroom.paper.lettering import OWN_LETTERS
from newsroom.tests.headline_font import FILE, FONTS, OWN_FILE, OWN_LIGHT_FILE, code_points

STATIC = Path(settings.BASE_DIR) / "newsroom" / "static" / "newsroom"
KB = 1024
SCRIPT = re.compile(r"newsroom/js/([\w-]+\.js)")
OF_A_STORY = "articles/_article_scripts.html"
MODULE = re.compile(r"<script[^>]*>")
ICON = settings.BASE_DIR / "demo" / "files" / "icon.png"
# The heaviest pictures of the demonstration, as wide as a phone asks for them (`test_phone_browser.py`): whole ones for
# the lead and the first of the body, and the smaller ones near the first screen.
WHOLE, CARD, CARD_WIDTH, CARDS_NEAR = ["flood-barrier.avif", "harbour-dawn.avif"], "allotments.avif", 320, 8
TALLEST = "town-hall.avif"

# What one connection of HTTP/2 brings in its second flight of packets, as Lighthouse reckons slow 4G. The page comes in
# the first, and its picture in the third if sheets and face have come in the second (docs/performance.md).
SECOND_FLIGHT, HEADERS = 20 * 1460, 370


def packed(content):
    return len(gzip.compress(content))


def weight_of_the_sheet():
    return packed(whole_sheet(STATIC / "css" / "site.css").encode())


def scripts_by_template():
    """What each page's own template asks for, with what every page has."""
    folder = settings.BASE_DIR / "templates"
    named = {str(path.relative_to(folder)): set(SCRIPT.findall(path.read_text())) for path in folder.rglob("*.html")}
    for name, scripts in named.items():
        if scripts and name != OF_A_STORY:  # which has the script of every page in its own file
            scripts |= named["base.html"]
    return {name: scripts for name, scripts in named.items() if scripts}


def weight_of_scripts(names):
    return sum(packed(whole_script(STATIC / "js" / name).encode()) for name in names)


def weight_of_a_picture(name, width):
    picture = Image.open(settings.BASE_DIR / "demo" / "files" / "pictures" / name)
    buffer = io.BytesIO()
    small = picture.resize((width, round(picture.height * width / picture.width)))
    small.save(buffer, "AVIF", **quality_of("AVIF", width))
    return buffer.tell()


def weight_around_the_words():
    return (
        weight_of_the_sheet()
        + weight_of_scripts(scripts_by_template()[OF_A_STORY])
        + (FONTS / OWN_FILE).stat().st_size
        + sum(len(icon_of(ICON.read_bytes(), name)) for name in ("icon-32", "icon-192"))
    )


def test_the_stylesheet_is_at_most_ten_kilobytes():
    assert weight_of_the_sheet() <= 10 * KB


def test_sheets_and_face_of_a_story_come_in_one_flight_before_its_picture():
    sheets = [whole_sheet(STATIC / "css" / name).encode() for name in ("site.css", "boxes.css", "entries.css")]
    weights = [len(QuickCompressor.compress_brotli(sheet)) for sheet in sheets] + [(FONTS / OWN_FILE).stat().st_size]

    assert sum(weight + HEADERS for weight in weights) <= SECOND_FLIGHT, weights


def test_scripts_of_a_page_are_at_most_six_kilobytes():
    heaviest = max(weight_of_scripts(names | {"proof.js"}) for names in scripts_by_template().values())

    assert KB < heaviest <= 6 * KB


def test_the_script_of_a_story_is_its_parts_in_their_order_each_with_names_of_its_own():
    source = STATIC / "js" / "story.js"
    parts = [without_remarks((STATIC / "js" / name).read_text()) for name in PART.findall(source.read_text())]

    assert len(parts) == 5
    assert whole_script(source) == "".join(f"{{\n{part}}}\n" for part in parts)


def test_the_face_of_the_headlines_is_at_most_twenty_seven_kilobytes():
    assert (FONTS / FILE).read_bytes()[:4] == b"wOF2"
    assert (FONTS / FILE).stat().st_size <= 27 * KB


@pytest.mark.parametrize("name", [OWN_FILE, OWN_LIGHT_FILE])
def test_the_face_of_every_page_is_at_most_twelve_kilobytes_in_each_weight(name):
    assert (FONTS / name).read_bytes()[:4] == b"wOF2"
    assert (FONTS / name).stat().st_size <= 12 * KB


def test_the_whole_face_stands_for_the_letters_that_the_others_lack_as_the_sheet_says():
    sheet = (STATIC / "css" / "fonts.css").read_text()
    faces = re.findall(r"([\w-]+\.woff2)[^}]*font-weight: (\d+)(?:[^}]*unicode-range:([^;]*))?", sheet)
    others = code_points() - code_points(OWN_LETTERS)

    assert [face[:2] for face in faces] == [(OWN_FILE, "700"), (OWN_LIGHT_FILE, "500"), (FILE, "500")]
    assert code_points(" ".join(re.findall(r"U\+(\S+?)(?:,|$)", faces[2][2]))) == others
    assert {ord(letter) for letter in "abcXYZ ŵŷŴŶâêîôûẁỳ ’–£"} < code_points(OWN_LETTERS)


def test_the_icons_of_the_demonstration_are_at_most_a_kilobyte_and_a_half_and_four_and_a_half():
    drawing = ICON.read_bytes()

    assert len(icon_of(drawing, "icon-32")) <= 1.5 * KB
    assert max(len(favicon_of(drawing)), len(icon_of(drawing, "icon-192"))) <= 4.5 * KB


def test_scripts_of_a_page_come_after_its_picture():
    templates = [path for path in (settings.BASE_DIR / "templates").rglob("*.html") if "admin" not in path.parts]
    asked = {(path.name, script) for path in templates for script in MODULE.findall(path.read_text())}

    # The page of saved stories has no picture, and is empty until its script has come.
    assert {name for name, script in asked if 'fetchpriority="low"' not in script} == {"saved.html"}
    assert len(asked) > 8


def test_the_face_has_what_headlines_here_are_written_with():
    assert {ord(letter) for letter in "ŵŷŴŶâêîôûẁỳ àèìòùÀÈ áéíóúüßąćęłńóśżź ‘’“”–—…£€½°×"} <= code_points()


@pytest.mark.django_db
def test_first_view_of_a_story_is_at_most_120_kilobytes_with_the_headers_of_its_files(client, full_story):
    page = packed(client.get(full_story.get_absolute_url()).content)

    assert page <= 14 * KB
    around = page + weight_around_the_words()
    assert around + sum(weight_of_a_picture(name, max(PHONE_WIDTHS)) for name in WHOLE) <= 112 * KB
    assert around + weight_of_a_picture(TALLEST, max(PHONE_WIDTHS)) <= 112 * KB


@pytest.mark.django_db
def test_first_view_of_the_front_is_at_most_250_kilobytes(client, make_live_article, make_section, make_picture):
    sections = [make_section(f"Section of the paper {number}") for number in range(8)]
    picture = make_picture()
    words = {"standfirst": "Lowgate stayed dry, but nine properties outside the gates were flooded.", "kicker": "Tide"}
    for number in range(48):
        make_live_article(f"Headline {number} of a story", section=sections[number % 8], lead_picture=picture, **words)
    put_live(automatic("lead"), *[automatic() for _ in range(12)])

    page = packed(client.get("/").content)
    pictures = weight_of_a_picture(TALLEST, max(PHONE_WIDTHS)) + CARDS_NEAR * weight_of_a_picture(CARD, CARD_WIDTH)

    assert page <= 25 * KB
    assert page + weight_around_the_words() + pictures <= 250 * KB


@pytest.mark.django_db
def test_first_view_of_a_section_is_at_most_120_kilobytes(client, make_live_article, make_section, make_picture):
    section, picture = make_section("Coast"), make_picture()
    for number in range(30):
        make_live_article(f"Headline {number} of a story", section=section, lead_picture=picture, kicker="Tide")

    page = packed(client.get("/coast/").content)

    assert page <= 14 * KB
    assert page + weight_around_the_words() + CARDS_NEAR * weight_of_a_picture(CARD, CARD_WIDTH) <= 120 * KB
