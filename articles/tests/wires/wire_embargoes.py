"""Sequences of messages with embargoes in every spelling, and until when the item is held after each."""

from articles.tests.wire_builders import HEADLINE, newsml, ninjs, ninjs3, nitf, rss
from articles.tests.wires.wire_versions import AT, IDREF, ISO, LATER, NEXT, PAST, SHORT, Sequence, day, guid

EMBARGOES = [
    Sequence(
        "newsml embargo moved and moved back under one number",
        "newsml",
        [newsml(1, meta=f"<embargoed>{at}</embargoed>") for at in (ISO, LATER.isoformat(), ISO)],
        ISO,
    ),
    Sequence(
        "nitf embargoed by another document",
        "nitf",
        [nitf(1), nitf(name="urn:other", headline="Notice", about=IDREF.format("embargoed"))],
        "held",
    ),
    Sequence(
        "nitf within newsml, with an embargo of its own",
        "newsml",
        [
            newsml(1).replace(
                "<contentSet>",
                f'<contentSet><inlineXML><nitf><head><docdata><date.release norm="{SHORT}"/>'
                "</docdata></head></nitf></inlineXML>",
            )
        ],
        ISO,
    ),
    Sequence(
        "ninjs a time that is over beside words that are none",
        "ninjs",
        [ninjs3(1, embargoed="2026-01-01T00:00:00Z", embargoedUntil="when the minister sits down")],
        "held",
    ),
    Sequence("nitf release without its time", "nitf", [nitf(1, notes="<date.release/>")], "held"),
    Sequence("nitf release as text", "nitf", [nitf(1, notes=f"<date.release>{SHORT}</date.release>")], ISO),
    Sequence(
        "nitf two releases: the later",
        "nitf",
        [nitf(1, released=SHORT, notes='<date.release norm="20260101T000000Z"/>')],
        ISO,
    ),
    Sequence("newsml status embargoed", "newsml", [newsml(1, status='qcode="stat:embargoed"')], "held"),
    Sequence(
        "newsml embargo told while it is dead",
        "newsml",
        [
            newsml(1),
            newsml(2, status='qcode="stat:canceled"'),
            newsml(2, meta=f"<embargoed>{ISO}</embargoed>"),
            newsml(3, headline=NEXT),
        ],
        ISO,
        NEXT,
    ),
    Sequence(
        "newsml embargo that the newer version had ended",
        "newsml",
        [
            newsml(3, meta="<embargoed>2026-01-01T00:00:00Z</embargoed>"),
            newsml(2, meta=f"<embargoed>{ISO}</embargoed>"),
        ],
    ),
    Sequence("ninjs embargo", "ninjs", [ninjs(1, embargoed=ISO)], ISO),
    Sequence(
        "ninjs both spellings: the later",
        "ninjs",
        [ninjs3(1, embargoed=ISO, embargoedUntil=LATER.isoformat())],
        LATER.isoformat(),
    ),
    Sequence("ninjs status embargoed alone", "ninjs", [ninjs(1, pubstatus="embargoed")], "held"),
    Sequence("ninjs embargo that is no time", "ninjs", [ninjs(1, embargoed="when the report is out")], "held"),
    Sequence(
        "newsml late embargo",
        "newsml",
        [newsml(1), newsml(2, meta=f"<embargoed>{ISO}</embargoed>")],
        ISO,
        effects=["first", "embargo"],
    ),
    Sequence("newsml empty embargo", "newsml", [newsml(1, meta="<embargoed/>")], "held"),
    Sequence(
        "newsml empty embargo, then a time",
        "newsml",
        [newsml(1, meta="<embargoed/>"), newsml(2, meta=f"<embargoed>{ISO}</embargoed>")],
        ISO,
    ),
    Sequence(
        "newsml embargo that the next version leaves out",
        "newsml",
        [newsml(1, meta=f"<embargoed>{ISO}</embargoed>"), newsml(2, headline=NEXT)],
        ISO,
        NEXT,
    ),
    Sequence(
        "newsml embargo of an older version that comes late",
        "newsml",
        [newsml(2, headline=NEXT), newsml(1, meta=f"<embargoed>{ISO}</embargoed>")],
        ISO,
        NEXT,
    ),
    Sequence("nitf release to come", "nitf", [nitf(1, released=SHORT)], ISO),
    Sequence("nitf embargoed without a release", "nitf", [nitf(1, about='management-status="embargoed"')], "held"),
    Sequence("feed dated tomorrow", "feed", [rss((HEADLINE, "One.", guid("a", day(AT))))], ISO),
    Sequence("feed of yesterday", "feed", [rss((HEADLINE, "One.", guid("a", day(PAST))))]),
]
