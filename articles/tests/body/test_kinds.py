"""Placed kinds: what the editor makes is kept to the byte, what it cannot make is refused, every medium draws it."""

import os
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.conf import settings as site
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given, settings

from articles.body.cleaning import clean_body, sanitize_body
from articles.body.figures import figures_of, number_of
from articles.body.html_blocks import split_blocks
from articles.body.kind import MEDIA
from articles.body.registry import KINDS, by_name, kind_of
from articles.body.rendering import Objects, Renderer
from articles.editing.checklist import about_headings, about_kinds
from articles.exporting.story_html import story_html
from articles.importing.body import to_body
from articles.tests.kind_documents import DOCUMENTS
from common.area import Outline
from common.folding import words_of_html

EXAMPLES = int(os.environ.get("KIND_DOCUMENTS", "25"))
FACTS = '<section data-kind="facts"><h3>The barrier</h3><p>Three gates.</p></section>'
TIMES = (
    '<section data-kind="timeline"><h3></h3><dl><dt>Six</dt><dd><p>High water</p></dd>'
    "<dt></dt><dd><p></p></dd></dl></section>"
)


@pytest.fixture(scope="module", autouse=True)
def no_outline():
    """What is drawn here asks no database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("articles.body.kinds.map.outline", Outline)
        yield


def drawn(body, medium="page"):
    return " ".join("".join(map(str, Renderer(Objects(), medium=medium).blocks(body))).split())


def chart(rows, sort="bar", title="Tides"):
    cells = "".join(f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>" for row in rows)
    table = f"<table><tbody>{cells}</tbody></table>"
    return f'<section data-kind="chart" data-chart="{sort}"><h3>{title}</h3>{table}<footer>Log</footer></section>'


@pytest.mark.at_length
@settings(max_examples=EXAMPLES, deadline=None)
@given(DOCUMENTS)
def test_what_the_editor_makes_is_kept_to_the_byte_and_drawn_everywhere(document):
    assert clean_body(document) == document
    assert sanitize_body(document) == document
    for medium in MEDIA:
        drawn(document, medium)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_kind_has_its_script_and_its_place_on_a_page(kind):
    assert (site.BASE_DIR / "articles/static" / kind.script).read_text().count(f"export const {kind.extension} =") == 1
    assert (site.BASE_DIR / f"templates/kinds/{kind.name}.html").is_file()


def test_kind_that_is_not_drawn_for_a_medium_does_not_start():
    kind = KINDS["facts"]
    assert by_name([kind]) == {"facts": kind}

    with pytest.raises(ImproperlyConfigured, match=r"facts is not drawn for: text\."):
        by_name([replace(kind, draw={"page": kind.draw["page"], "plain": kind.draw["plain"]})])


@pytest.mark.parametrize(
    ("forged", "kept"),
    [
        ('<section data-kind="facts" onclick="x" class="y" id="z"><h3>A</h3><p>b</p></section>', "facts"),
        ('<section data-kind="facts"><h3>A <em>b</em></h3><p>c</p></section>', "facts"),
        (
            '<section data-kind="facts"><h3>A</h3><figure data-picture="1"></figure><table><tr><td>b</table></section>',
            "facts",
        ),
        (f'<section data-kind="facts"><h3>A</h3>{TIMES}</section>', "facts"),
        ('<section data-kind="timeline"><p>a</p><dl><dd>b</dd><dt>c<br>d</dt></dl>e</section>', "timeline"),
        ('<section data-kind="known"><h3></h3><dl><dt>a</dt><dt>b</dt><dt>c</dt><dd>d</dd></dl></section>', "known"),
        (chart([["a", "b"], ["c", "1"]], sort="pie"), "chart"),
    ],
)
def test_what_the_editor_cannot_make_is_made_what_it_can(forged, kept):
    clean = clean_body(forged)

    assert clean.startswith(f'<section data-kind="{kept}"')
    assert clean_body(clean) == sanitize_body(clean) == clean
    assert re.findall(r"<section\b", clean) == ["<section"]
    said = re.sub(r"<[^>]*>", "", forged).split()
    assert re.sub(r"<[^>]*>", " ", clean).split() == said or set("".join(said)) == set(re.sub(r"<[^>]*>|\s", "", clean))


@pytest.mark.parametrize("name", ["", "nothing-of-ours", "constructor"])
def test_unknown_kind_leaves_its_words(name):
    assert clean_body(FACTS.replace("facts", name)) == "<h3>The barrier</h3><p>Three gates.</p>"
    assert "Three gates." in drawn(FACTS.replace("facts", name))
    assert "section" not in drawn(FACTS.replace("facts", name))


def test_boxes_stand_in_the_story_alone_never_in_a_list_or_a_quotation():
    for outer in ("<ul><li>{}</li></ul>", "<blockquote><ul><li>{}</li></ul></blockquote>"):
        assert clean_body(outer.format(FACTS)).count("section") == 0
    assert clean_body(f"<div>{FACTS}</div>") == FACTS


def test_blank_box_is_not_stored_and_blank_entries_are_not_shown():
    assert clean_body('<section data-kind="facts"><h3> </h3><p>&nbsp;</p></section>') == ""
    assert clean_body(TIMES) == TIMES
    assert drawn(TIMES).count("<li>") == 1


def test_page_text_edition_and_export_say_the_same_words():
    page, text, plain = (drawn(FACTS + TIMES, medium) for medium in MEDIA)

    for words in ("The barrier", "Three gates.", "Six", "High water"):
        assert [words in html for html in (page, text, plain)] == [True] * 3
    assert 'class="box' in page
    assert "class=" not in text + plain
    assert "<h2>Timeline</h2>" in page


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,200", 1200),
        ("£1,200.50", "1200.50"),
        ("-3", -3),
        ("−3%", -3),
        ("+4", 4),
        ("12 500", 12500),
        ("12\u202f500", 12500),
        ("0", 0),
        *[(cell, None) for cell in ("", "a dozen", "1,20", "1.2.3", "12,5", "1e5", "٣", "5–6", "£", "nan", "1,000,00")],
    ],
)
def test_number_is_read_by_rule_and_never_guessed(cell, number):
    assert number_of(cell) == (None if number is None else Decimal(number))


ROWS = [["Year", "Tides", "Storms"], ["2023", "1,200", "-5"], ["2024", "300", ""], ["2025", "0", "2.5"]]


def test_bars_equal_the_table_that_stands_below_them():
    html = drawn(chart(ROWS))
    drawn_numbers = re.findall(r'<rect class="chart__\d" x="([\d.]+)" width="([\d.]+)"', html)
    figures = figures_of(ROWS, "bar")
    numbers = [number for row in range(3) for each in figures.series if (number := each.numbers[row]) is not None]
    scale = Decimal(1205)  # from -5 to 1,200

    lengths = [Decimal(length) for _start, length in drawn_numbers]
    wanted = [abs(number) * 100 / scale for number in numbers]
    assert [abs(length - want) <= Decimal("0.02") for length, want in zip(lengths, wanted, strict=True)] == [True] * 5
    assert re.findall(r"<b>([^<]*)</b>", html) == ["1,200", "-5", "300", "–", "0", "2.5"]
    assert html.index("chart__drawn") < html.index("<table>")


def test_lines_break_at_a_gap_and_shares_are_the_whole():
    line = drawn(chart(ROWS, "line"))
    share = drawn(chart([["Party", "Seats"], ["A", "3"], ["B", "1"]], "share"))

    assert len(re.findall("<polyline", line)) == 1
    assert len(re.findall('class="chart__dot', line)) == 5
    assert re.findall(r'chart__\d" x="([\d.]+)" width="([\d.]+)"', share)[:2] == [("0.00", "75.00"), ("75.00", "25.00")]
    assert re.findall(r"<b>([^<]*)</b>", share) == ["75.0%", "25.0%"]


def test_what_cannot_be_drawn_is_a_table_and_the_desk_is_told():
    body = chart([["Year", "Tides"], ["2024", "many"], ["2025", "7"]]) + chart([["a", "b"], ["c", "-1"]], "share", "")

    assert about_kinds(body) == [
        "The chart “Tides”: “many” in the row “2024” is no number.",
        "A chart has no heading: say what it shows.",
        "The chart: a share is a number that is not negative, in every row.",
    ]
    assert drawn(chart([["a", "b"], ["c", "-1"]], "share")).count("<svg") == 0
    assert "<table>" in drawn(chart([["a", "b"], ["c", "-1"]], "share"))
    assert "<svg" not in drawn(chart(ROWS), "text") + drawn(chart(ROWS), "plain")


def test_table_with_a_heading_may_hold_any_words_and_is_never_drawn():
    body = chart([["Party", "Leader"], ["A", "Ada"]], "table")

    assert clean_body(body) == body
    assert about_kinds(body) == []
    assert "<svg" not in drawn(body)
    assert [words in drawn(body) for words in ("<figcaption>Tides</figcaption>", "Ada", "Log")] == [True] * 3


def test_heading_of_a_box_is_no_heading_of_the_story():
    assert about_headings(FACTS + "<h2>a</h2><h3>b</h3>") == []
    assert about_headings("<h3>b</h3>" + FACTS) != []


def test_export_has_no_class_and_comes_in_again_to_the_byte():
    times = TIMES.replace("<dt></dt><dd><p></p></dd>", "")
    body = f'<p>Held<span data-footnote="">Counted twice.</span>.</p>{FACTS}{times}'
    exported = story_html(body, {})

    back = to_body(exported, picture=lambda _place: None, address=lambda _url, _key: "", old_hosts=set())

    assert "class=" not in exported
    assert "Held (<span" in exported
    assert back.html == body


def test_footnotes_are_numbered_through_the_story_and_stand_below_it():
    note = '<span data-footnote="">{}</span>'
    html = drawn(
        f"<p>Held{note.format('One <em>night</em>')}.</p>{FACTS.replace('gates', 'gates' + note.format('Two'))}"
    )

    assert re.findall(r'<sup><a href="#note-(\d)" id="note-(\d)-from"', html) == [("1", "1"), ("2", "2")]
    assert html.index("Three gates<sup>") < html.index('<li id="note-1"> One <em>night</em>') < html.index("Two <a")
    assert words_of_html(f"Held{note.format('One')}").split() == ["Held", "One"]
    assert clean_body("<p>a<span class='x'>b</span></p>") == "<p>ab</p>"


def test_kind_is_told_by_its_element():
    assert kind_of(split_blocks(FACTS)[0]) is KINDS["facts"]
    assert kind_of(split_blocks("<p>a</p>")[0]) is None


BOX = '<section data-kind="facts"><h3>The wall</h3><p>Nine metres.</p></section>'


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "asks"),
    [("<p>It held.</p>", False), (BOX, True), ('<p>It held.<span data-footnote="">At ten.</span></p>', True)],
)
def test_only_a_page_with_a_box_or_a_note_asks_for_their_styles(client, make_live_article, body, asks):
    page = client.get(make_live_article(body=body).get_absolute_url()).text

    assert ("css/boxes" in page) == asks
