"""A map: a heading, and a few places with their coordinates. The page draws them on the paper's own outline.

Stored as `<section data-kind="map">` with `<h3>` and `<dl>`: for each place a `<dt>` for its name, a `<dd>` for its
latitude and longitude in degrees, `51.98, -4.05`, and a `<dd>` for what else is said of it. The list is the truth,
and stands below the drawing; what has no coordinates is in the list alone.
"""

import re
from html import unescape

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from articles.body.boxes import HEADINGS, line_of, says
from articles.body.html_blocks import Block, blocks_inside, inside, split_blocks
from articles.body.kind import Kind, Safe, Writer
from articles.body.maps import HIGH, WIDE, Place, drawing_of
from articles.body.markup import Element
from common.area import outline

NAME = "map"
TAGS = ("section", "h3", "dl", "dt", "dd", "p")
MOST = 12  # places: more cannot be told from each other
SAID = 4  # places of a degree that readers are told: ten metres
POSITION = re.compile(r"([+-]?\d{1,2}(?:\.\d{1,15})?)(?:\s*[,;]\s*|\s+)([+-]?\d{1,3}(?:\.\d{1,15})?)", re.ASCII)


def clean(element: Element, _writer: Writer) -> str:
    """The map as the editor writes it; nothing without a place. Places that are too many stand below it as text."""
    heading = next((part for part in element.elements if part.tag in HEADINGS), None)
    places = list(filter(any, map(_stored, _listed(child for child in element.children if child is not heading))))
    if not places:
        return ""
    written = "".join(f"<dt>{name}</dt><dd>{at}</dd><dd>{words}</dd>" for name, at, words in places[:MOST])
    more = "".join(f"<p>{', '.join(filter(None, place))}</p>" for place in places[MOST:])
    return f'<section data-kind="{NAME}"><h3>{line_of(heading)}</h3><dl>{written}</dl></section>{more}'


def _listed(children):
    """A name and the lines under it, for each place. What stands before any name is said of a place without one."""
    places = []
    for part in _parts(children):
        if part.tag == "dt":
            places.append((part, []))
        elif part.text.strip() or (part.tag == "dd" and places):
            places = places or [(None, [])]
            places[-1][1].append(part)
    return places


def _parts(children):
    for child in children:
        if isinstance(child, str):
            yield Element("p", {}, [child])
        elif child.tag in {"dl", "div"}:
            yield from _parts(child.children)
        else:
            yield child


def _stored(place):
    """Its name, its position and its words as they are written."""
    name, lines = line_of(place[0]), [line_of(line) for line in place[1]]
    has_position = bool(lines) and (position_in(lines[0]) is not None or not lines[0])
    at, words = (lines[0], lines[1:]) if has_position else ("", lines)
    return name, written(position_in(at)), " ".join(filter(None, words))


def position_in(words: str) -> tuple[float, float] | None:
    """The latitude and longitude that somebody wrote in degrees; None for what is no place on earth."""
    found = POSITION.fullmatch(words.strip())
    latitude, longitude = (float(found[1]), float(found[2])) if found else (99, 0)
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def written(position: tuple[float, float] | None) -> str:
    """A position as it is stored: to a metre."""
    return ", ".join(_degrees(number) for number in position) if position else ""


def _degrees(number, places=5):
    return f"{round(number, places) + 0.0:.{places}f}".rstrip("0").rstrip(".")


def read_map(block: Block) -> tuple[str, list[Place]]:
    """The heading and the places of a stored map."""
    parts = {part.tag: part for part in blocks_inside(block)}
    lines = blocks_inside(parts["dl"]) if "dl" in parts else []
    starts = [place for place, line in enumerate(lines) if line.tag == "dt"]
    title = inside(parts["h3"]) if "h3" in parts else ""
    return title, [_read(lines[start : start + 3]) for start in starts]


def _read(lines):
    name, at, words = [*map(inside, lines), "", ""][:3]
    return Place(name, words, *(position_in(at) or ()))


def places_in(html: str) -> list[Place]:
    """The places of all maps of a body, each once."""
    blocks = split_blocks(html) if f'data-kind="{NAME}"' in html else []
    maps = [read_map(block)[1] for block in blocks if block.attributes.get("data-kind") == NAME]
    return list(dict.fromkeys(place for places in maps for place in places))


def page(block: Block, safe: Safe) -> str:
    return _filled(block, safe, "box")


def text(block: Block, safe: Safe) -> str:
    return _filled(block, safe, "")


def plain(block: Block, safe: Safe) -> str:
    return safe(block.html.strip().replace("<dd></dd>", "")) if says(block.html) else ""


def _filled(block, safe, style):
    title, places = read_map(block)
    if not places:
        return ""
    lines = [(safe(place.name), safe(place.words), _spoken(place)) for place in places]
    context = {"title": safe(title), "places": lines, "style": style}
    if style:
        context |= {"drawing": drawing_of(places, outline()), "wide": WIDE, "high": HIGH}
    return render_to_string("kinds/map.html", context)


def _spoken(place):
    """Its degrees as they are said, with whether they are north and east; what is public is said in the template."""
    if not place.is_drawn:
        return None
    degrees = [_degrees(abs(number), SAID) for number in (place.latitude, place.longitude)]
    return (*degrees, place.latitude >= 0, place.longitude >= 0)


def advice(block: Block) -> list[str]:
    """What readers of the map would miss."""
    title, places = read_map(block)
    told = [] if says(title) else [_("A map has no heading: say what it shows.")]
    about = {"name": unescape(title)[:60]}
    for place in places:
        if not place.is_drawn:
            there = about | {"place": unescape(place.name)[:60]}
            told.append(_("The map “%(name)s”: “%(place)s” has no position.") % there)
        if not says(place.name):
            told.append(_("The map “%(name)s”: a place has no name.") % about)
    if any(place.is_drawn for place in places) and drawing_of(places, outline()) is None:
        told.append(_("The map “%(name)s” is not drawn: the paper’s outline does not reach its place.") % about)
    return told


KIND = Kind(NAME, "PlaceMap", TAGS, clean, {"page": page, "text": text, "plain": plain}, advice=advice)
