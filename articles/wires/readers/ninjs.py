"""ninjs 1, 2 and 3: one item, a list, or what a service wraps them in. Names differ by version; all are asked for.

News in JSON, IPTC. 1.x has `headline_…` and objects, 2.x arrays, 3.x the same in camel case.
"""

import datetime as dt
import json
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.wires.told import KILLS, CannotRead, Embargo, Status, Told, embargo_of, key_of, latest, moment, status_of

PARTIAL = {"incomplete", "partial"}
WRAPPERS = ("items", "item", "data", "_items", "result")
SPELLINGS = ("embargoed", "embargoeduntil", "embargountil", "embargo", "embargodate")
DEEPEST = 4


def read(content: bytes, zone: dt.tzinfo) -> list[Told]:
    """Raises CannotRead."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as fault:
        raise CannotRead(_("It is no JSON: %(fault)s") % {"fault": fault}) from None
    items = list(_items(found))
    if not items:
        raise CannotRead(_("It holds no ninjs item: each has a “uri”."))
    return [_told(item, zone) for item in items]


def _items(found, depth=0) -> Iterator[dict]:
    """Wherever a service puts them."""
    if isinstance(found, list):
        for each in found:
            yield from _items(each, depth + 1)
    elif isinstance(found, dict) and "uri" in found:
        yield found
    elif isinstance(found, dict) and depth < DEEPEST:
        for name in WRAPPERS:
            yield from _items(found.get(name), depth + 1)


def _told(item, zone):
    facts = {str(name).replace("_", "").lower(): value for name, value in item.items()}
    rights = {
        str(name).lower(): value
        for part in _list(facts.get("rightsinfo"))
        if isinstance(part, dict)
        for name, value in part.items()
    }
    headline, html = _text(facts, "headline", "headlines", "title", "slugline"), _html(facts)
    status = str(facts.get("pubstatus") or "usable").strip().lower()
    signals = {_code(signal) for signal in _list(facts.get("signals"))}
    number = facts.get("version")
    return Told(
        key=key_of(name=str(item["uri"] or ""), title=headline, text=html),
        headline=headline,
        standfirst=_text(facts, "descriptiontext", "descriptionsummary", "descriptions", "description"),
        byline=_text(facts, "byline", "by"),
        html=html,
        language=str(facts.get("language") or ""),
        terms=_text(facts, "usageterms") or _text(rights, "usageterms"),
        credit=_text(facts, "creditline", "copyrightnotice") or _text(rights, "copyrightnotice", "copyrightholder"),
        link=str(facts.get("link") or ""),
        note=_text(facts, "ednote"),
        number="" if number is None else str(number),
        made_at=moment(str(facts.get("versioncreated") or ""), zone),
        status=Status.KILLED if signals & KILLS else status_of(status),
        embargo=_embargo(facts, status, zone),
        is_correction="correction" in signals,
        is_partial=str(facts.get("representationtype") or "").lower() in PARTIAL,
    )


def _embargo(facts, status, zone):
    """Every spelling is asked: 1.x and 2.x say `embargoed`, 3.x `embargoedUntil`, and services write either in both."""
    said = [facts[name] for name in SPELLINGS if facts.get(name) is not None]
    found = [embargo_of(str(text), zone) for text in said if text is not False]
    found = [embargo for embargo in found if embargo]
    return latest(found) or (Embargo(None) if status == "embargoed" else None)


def _text(facts, *names) -> str:
    """The first of these that says anything; of a list, its main entry."""
    for name in names:
        values = [_value(each) for each in _by_role(_list(facts.get(name)))]
        if found := next((value for value in values if value), ""):
            return found
    return ""


def _by_role(values):
    """What is marked as the main one first; 2.x and 3.x give several with a role."""
    return sorted(values, key=lambda each: not (isinstance(each, dict) and each.get("role") in {"main", None}))


def _value(each) -> str:
    if isinstance(each, dict):
        each = each.get("value") or each.get("name") or ""
    return " ".join(str(each).split()) if isinstance(each, str) else ""


def _list(value) -> list:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _code(signal) -> str:
    """The last part of a name, of a qcode or of an address, however it is wrapped."""
    if isinstance(signal, dict):
        signal = next((signal[name] for name in ("name", "literal", "qcode", "uri") if signal.get(name)), "")
    return str(signal).replace("/", ":").rpartition(":")[2].strip().lower()


def _html(facts) -> str:
    """The body as HTML where there is any, else plain paragraphs."""
    for name, text in facts.items():
        if name.startswith("body") and "html" in name and isinstance(text, str) and text:
            return text
    bodies = [each for each in _list(facts.get("bodies")) if isinstance(each, dict) and each.get("value")]
    for each in bodies:
        if "html" in str(each.get("contentType") or each.get("contenttype") or ""):
            return str(each["value"])
    plain = str(facts.get("bodytext") or next((each["value"] for each in bodies), ""))
    return "".join(f"<p>{escape(part.strip())}</p>" for part in plain.split("\n\n") if part.strip())
