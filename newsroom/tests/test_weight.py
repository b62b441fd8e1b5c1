"""What a reader's phone has to fetch."""

import gzip
import io
import re
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from articles.imaging.renditions import QUALITY
from articles.tests.front_builders import automatic, put_live
from common.css_bundle import COMMENT, IMPORT
from newsroom.tests.headline_font import FILE, FONTS, code_points

STATIC = Path(settings.BASE_DIR) / "newsroom" / "static" / "newsroom"
KB = 1024
SCRIPT = re.compile(r"newsroom/js/([\w-]+\.js)")
# The heaviest picture of the demonstration, as wide as a phone asks for it, and the smaller ones near the first screen.
LEAD, LEAD_WIDTH, CARD, CARD_WIDTH, CARDS_NEAR = "flood-barrier.avif", 960, "football-ground.avif", 640, 4


def packed(content):
    return len(gzip.compress(content))


def weight_of_the_sheet():
    sheet = STATIC / "css" / "site.css"
    whole = IMPORT.sub(lambda line: (sheet.parent / line["path"]).read_text(), sheet.read_text())
    return packed(COMMENT.sub("", whole).encode())


def scripts_by_template():
    """What each page's own template asks for, with what every page has."""
    templates = (settings.BASE_DIR / "templates").rglob("*.html")
    named = {template.name: set(SCRIPT.findall(template.read_text())) for template in templates}
    return {name: scripts | named["base.html"] for name, scripts in named.items() if scripts}


def weight_of_scripts(names):
    return sum(packed((STATIC / "js" / name).read_bytes()) for name in names)


def weight_of_a_picture(name, width):
    picture = Image.open(settings.BASE_DIR / "demo" / "files" / "pictures" / name)
    buffer = io.BytesIO()
    picture.resize((width, round(picture.height * width / picture.width))).save(buffer, "AVIF", **QUALITY["AVIF"])
    return buffer.tell()


def weight_around_the_words():
    return (
        weight_of_the_sheet()
        + weight_of_scripts(scripts_by_template()["_article_scripts.html"])
        + (FONTS / FILE).stat().st_size
    )


def test_the_stylesheet_is_at_most_ten_kilobytes():
    assert weight_of_the_sheet() <= 10 * KB


def test_scripts_of_a_page_are_at_most_six_kilobytes():
    heaviest = max(weight_of_scripts(names | {"proof.js"}) for names in scripts_by_template().values())

    assert KB < heaviest <= 6 * KB


def test_the_face_of_the_headlines_is_at_most_forty_five_kilobytes():
    assert (FONTS / FILE).read_bytes()[:4] == b"wOF2"
    assert (FONTS / FILE).stat().st_size <= 45 * KB


def test_the_face_has_what_headlines_here_are_written_with():
    assert {ord(letter) for letter in "ŵŷŴŶâêîôûẁỳ àèìòùÀÈ áéíóúüßąćęłńóśżź ‘’“”–—…£€½°×"} <= code_points()


@pytest.mark.django_db
def test_first_view_of_a_story_is_at_most_120_kilobytes(client, full_story):
    page = packed(client.get(full_story.get_absolute_url()).content)

    assert page <= 14 * KB
    assert page + weight_around_the_words() + weight_of_a_picture(LEAD, LEAD_WIDTH) <= 120 * KB


@pytest.mark.django_db
def test_first_view_of_the_front_is_at_most_250_kilobytes(client, make_live_article, make_section, make_picture):
    sections = [make_section(f"Section of the paper {number}") for number in range(8)]
    picture = make_picture()
    words = {"standfirst": "Lowgate stayed dry, but nine properties outside the gates were flooded.", "kicker": "Tide"}
    for number in range(48):
        make_live_article(f"Headline {number} of a story", section=sections[number % 8], lead_picture=picture, **words)
    put_live(automatic("lead"), *[automatic() for _ in range(12)])

    page = packed(client.get("/").content)
    pictures = weight_of_a_picture(LEAD, LEAD_WIDTH) + CARDS_NEAR * weight_of_a_picture(CARD, CARD_WIDTH)

    assert page <= 25 * KB
    assert page + weight_around_the_words() + pictures <= 250 * KB
