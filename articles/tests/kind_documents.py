"""Bodies as the editor makes them: every kind, with the other blocks of a story, in any order and combination."""

import re
from html import escape

from hypothesis import strategies as st

from articles.body.footnotes import OPENING
from articles.body.inline import ORDER

# One letter stands for what is written together, so that a line of them is drawn at once.
TOGETHER = str.maketrans({"W": "wall ", "T": "tide ", "A": "a b", "X": "\xa0x", "E": "&amp;", "B": "<b>"})
SIGNS = "abcdé ŵ’“&<>\"'–%£1,.👩WTAXEB"


def _shown(words):
    """As a browser writes text."""
    return escape(words, quote=False).replace("\xa0", "&nbsp;")


def _line(signs):
    words = re.sub("[ \xa0]* [ \xa0]*", " ", signs.translate(TOGETHER))
    return words.strip(" \xa0") or "wall"


LINES = st.text(SIGNS, min_size=1, max_size=6).map(_line)
TEXTS = LINES.map(_shown)
SOME_TEXTS = st.just("") | TEXTS
LANGUAGES = st.sampled_from(["cy", "fr", "zh-Hant", "pt-BR"])
TAGS = st.sets(st.sampled_from(ORDER), max_size=3).map(lambda tags: sorted(tags, key=ORDER.index))
LINKS = st.sampled_from(["https://example.org/", "https://example.org/a?b=1&amp;c=2", "mailto:desk@example.org"])


@st.composite
def marked(draw):
    """A word in marks, the outermost first as the editor writes them."""
    tags, html = draw(TAGS), draw(TEXTS)
    openings = {"a": f'<a href="{draw(LINKS)}">', "span": OPENING, "bdi": f'<bdi lang="{draw(LANGUAGES)}">'}
    for tag in reversed(tags):
        html = f"{openings.get(tag, f'<{tag}>')}{html}</{tag}>"
    return html


MARKED, FEW, EITHER = marked(), st.integers(0, 2), st.booleans()


@st.composite
def inline(draw):
    """Marked words between plain ones, which part equal marks; or on lines of their own."""
    parts = [draw(TEXTS)]
    for _ in range(draw(FEW)):
        parts += [draw(MARKED), draw(TEXTS)]
    if len(parts) > 1 and draw(EITHER):
        return parts[0] + "<br>" + " ".join(parts[1:])
    return " ".join(parts)


PARAGRAPHS = inline().map("<p>{}</p>".format)
SOME_PARAGRAPHS = PARAGRAPHS | st.just("<p></p>")
ITEMS = st.lists(PARAGRAPHS, min_size=1, max_size=3)
LIST_TAGS = st.sampled_from(["ul", "ol", 'ol start="4"', 'ol type="a"'])


@st.composite
def lists(draw, nesting):
    tag, items, nested = draw(LIST_TAGS), draw(ITEMS), draw(nesting)
    written = "".join(f"<li>{item}</li>" for item in items[:-1]) + f"<li>{items[-1]}{nested}</li>"
    return f"<{tag}>{written}</{tag.split()[0]}>"


LISTS = lists(st.just("") | lists(st.just("")))
FLOWS = st.lists(PARAGRAPHS | LISTS, min_size=1, max_size=3).map("".join)
SOME_FLOWS = st.just("<p></p>") | FLOWS


def _box(name, title, inner, more=""):
    return f'<section data-kind="{name}"{more}><h3>{title}</h3>{inner}</section>'


@st.composite
def text_boxes(draw):
    title = draw(SOME_TEXTS)
    return _box(draw(st.sampled_from(["facts", "points"])), title, draw(SOME_FLOWS if title else FLOWS))


@st.composite
def entries_boxes(draw):
    name = draw(st.sampled_from(["questions", "timeline", "known"]))
    count = 2 if name == "known" else draw(st.integers(1, 3))
    entries = [f"<dt>{draw(SOME_TEXTS)}</dt><dd>{draw(SOME_FLOWS)}</dd>" for _ in range(count)]
    return _box(name, draw(TEXTS), f"<dl>{''.join(entries)}</dl>")


@st.composite
def tables(draw):
    columns = draw(st.integers(2, 4))
    rows = ["".join(f"<th>{draw(PARAGRAPHS)}</th>" for _ in range(columns))]
    for _ in range(draw(st.integers(1, 3))):
        cells = [draw(SOME_PARAGRAPHS) for _ in range(columns - 1)]
        rows.append(f"<th>{draw(PARAGRAPHS)}</th>" + "".join(f"<td>{cell}</td>" for cell in cells))
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"


@st.composite
def charts(draw):
    sort, source = draw(st.sampled_from(["bar", "line", "share", "table"])), draw(SOME_TEXTS)
    return _box("chart", draw(SOME_TEXTS), f"{draw(tables())}<footer>{source}</footer>", f' data-chart="{sort}"')


WEB = ["https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://example.org/a?b=1&amp;c=2", "http://example.org/"]


@st.composite
def embeds(draw):
    day = draw(st.sampled_from(["", ' data-day="2026-03-14"']))
    lines = "".join(f"<p>{line}</p>" for line in draw(st.lists(TEXTS, max_size=3)))
    footer = f'<footer><a href="{draw(st.sampled_from(WEB))}">{draw(TEXTS)}</a></footer>'
    return _box("embed", draw(SOME_TEXTS), f"{lines}{footer}", day)


POSITIONS = st.sampled_from(["", "51.98, -4.05", "0, 0", "-33.85678, 151.2153", "53.6, 1.6"])


@st.composite
def maps(draw):
    places = "".join(
        f"<dt>{draw(TEXTS)}</dt><dd>{draw(POSITIONS)}</dd><dd>{draw(SOME_TEXTS)}</dd>"
        for _ in range(draw(st.integers(1, 12)))
    )
    return _box("map", draw(SOME_TEXTS), f"<dl>{places}</dl>")


@st.composite
def others(draw):
    """What a story holds beside the kinds."""
    words = draw(TEXTS)
    return draw(
        st.sampled_from(
            [
                f"<h2>{words}</h2>",
                f"<h3>{words}</h3>",
                f"<blockquote><p>{words}</p></blockquote>",
                f'<figure data-picture="7"><figcaption>{words}</figcaption></figure>',
                f'<figure data-quote="pull"><blockquote>{words}</blockquote><figcaption></figcaption></figure>',
                '<div data-embed="poll" data-id="7" data-role="before"></div>',
                '<div data-embed="watch" data-id=""></div>',
                '<div data-embed="document" data-id="7"></div>',
                '<div data-embed="sound" data-id="7"></div>',
            ]
        )
    )


BLOCKS = PARAGRAPHS | LISTS | text_boxes() | entries_boxes() | charts() | embeds() | maps() | tables() | others()
DOCUMENTS = st.lists(BLOCKS, min_size=1, max_size=6).map("".join)
