"""Sequences of messages as agencies send them, and what stands on the desk after each."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from articles.tests.wire_builders import HEADLINE, URI, newsml, ninjs, ninjs3, nitf, rss

NEXT = "Harbour wall: two hurt"
AT = timezone.now().replace(microsecond=0) + dt.timedelta(hours=5)
LATER = AT + dt.timedelta(hours=3)
ISO, SHORT = AT.isoformat(), AT.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
OVER = "2026-01-01T00:00:00Z"
SIGNAL = '<signal qcode="sig:{}"/>'
IDREF = f'management-doc-idref="{URI}" management-idref-status="{{}}"'


@dataclass
class Sequence:
    name: str
    format: str
    messages: list
    standing: str = "usable"
    headline: str = HEADLINE
    effects: list = field(default_factory=list)


def guid(name, more=""):
    return f'<guid isPermaLink="false">{name}</guid>{more}'


def day(moment):
    return f"<pubDate>{moment.astimezone(dt.UTC):%a, %d %b %Y %H:%M:%S} GMT</pubDate>"


PAST = timezone.now() - dt.timedelta(hours=5)
VERSIONS = [
    # Updates
    Sequence("ninjs update", "ninjs", [ninjs(1), ninjs(2, headline=NEXT)], headline=NEXT, effects=["first", "update"]),
    Sequence("ninjs twice", "ninjs", [ninjs(1), ninjs(1)], effects=["first"]),
    Sequence("ninjs ten after nine", "ninjs", [ninjs(9), ninjs(10, headline=NEXT)], headline=NEXT),
    Sequence(
        "ninjs out of order", "ninjs", [ninjs(3, headline=NEXT), ninjs(2)], headline=NEXT, effects=["first", "late"]
    ),
    Sequence(
        "ninjs same number, other words",
        "ninjs",
        [ninjs(1), ninjs(1, headline=NEXT)],
        headline=NEXT,
        effects=["first", "unnumbered"],
    ),
    Sequence(
        "ninjs without numbers, by when it was made",
        "ninjs",
        [ninjs(versioncreated="2026-11-29T10:00:00Z", headline=NEXT), ninjs(versioncreated="2026-11-29T09:00:00Z")],
        headline=NEXT,
        effects=["first", "late"],
    ),
    Sequence("ninjs 3 in camel case", "ninjs", [ninjs3(1), ninjs3(2, headline=NEXT)], headline=NEXT),
    Sequence(
        "newsml update", "newsml", [newsml(9), newsml(10, headline=NEXT)], headline=NEXT, effects=["first", "update"]
    ),
    Sequence("newsml without a number is the first", "newsml", [newsml(2, headline=NEXT), newsml()], headline=NEXT),
    Sequence("nitf update", "nitf", [nitf(1), nitf(2, headline=NEXT)], headline=NEXT, effects=["first", "update"]),
    Sequence(
        "feed update", "feed", [rss((HEADLINE, "One.", guid("a"))), rss((NEXT, "One.", guid("a")))], headline=NEXT
    ),
    Sequence(
        "feed changed and changed back",
        "feed",
        [rss((HEADLINE, "One.", guid("a"))), rss((NEXT, "One.", guid("a"))), rss((HEADLINE, "One.", guid("a")))],
        effects=["first", "update", "update"],
    ),
    # Corrections
    Sequence(
        "newsml correction",
        "newsml",
        [newsml(1), newsml(2, headline=NEXT, meta=SIGNAL.format("correction"))],
        headline=NEXT,
        effects=["first", "correction"],
    ),
    Sequence(
        "nitf correction",
        "nitf",
        [nitf(1), nitf(2, headline=NEXT, notes='<ed-msg type="correction" info="Two"/>')],
        headline=NEXT,
        effects=["first", "correction"],
    ),
    # Parts
    Sequence(
        "partial after full",
        "ninjs",
        [ninjs(1), ninjs(2, headline=NEXT, representationtype="incomplete")],
        effects=["first", "fill"],
    ),
    Sequence(
        "full after partial",
        "ninjs",
        [ninjs(1, text=(), representationtype="incomplete"), ninjs(2, headline=NEXT)],
        headline=NEXT,
    ),
    Sequence(
        "older full after newer partial",
        "ninjs",
        [ninjs(2, headline=NEXT, text=(), representationtype="partial"), ninjs(1)],
        headline=NEXT,
        effects=["first", "fill"],
    ),
    # Ends
    Sequence("ninjs cancel, with one l", "ninjs", [ninjs(1), ninjs(2, pubstatus="canceled")], "cancelled"),
    Sequence("ninjs withheld", "ninjs", [ninjs(1), ninjs(2, pubstatus="withheld")], "withheld"),
    Sequence("ninjs status that nobody knows", "ninjs", [ninjs(1), ninjs(2, pubstatus="retired")], "withheld"),
    Sequence(
        "newsml kill as a usable item with a signal",
        "newsml",
        [newsml(1), newsml(2, meta=SIGNAL.format("kill") + "<edNote>Kill it</edNote>")],
        "killed",
    ),
    Sequence(
        "newsml cancel by an address",
        "newsml",
        [newsml(1), newsml(2, status='uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"')],
        "cancelled",
    ),
    Sequence("newsml killed by its status", "newsml", [newsml(1), newsml(2, status='qcode="stat:killed"')], "killed"),
    Sequence(
        "newsml kill first",
        "newsml",
        [newsml(2, meta=SIGNAL.format("kill")), newsml(1)],
        "killed",
        effects=["killed", "late"],
    ),
    Sequence(
        "newsml killed, then the next version",
        "newsml",
        [newsml(1), newsml(2, meta=SIGNAL.format("kill")), newsml(3, headline=NEXT)],
        "usable",
        NEXT,
        effects=["first", "killed", "reopened"],
    ),
    Sequence(
        "newsml killed, then the same number again",
        "newsml",
        [newsml(1), newsml(2, meta=SIGNAL.format("kill")), newsml(2, headline=NEXT)],
        "killed",
    ),
    Sequence(
        "newsml late kill of what is higher",
        "newsml",
        [newsml(1), newsml(3, headline=NEXT), newsml(2, meta=SIGNAL.format("kill"))],
        "usable",
        NEXT,
        effects=["first", "update", "reopened"],
    ),
    Sequence(
        "nitf withdrawn by another document",
        "nitf",
        [nitf(1), nitf(name="urn:other", headline="Notice", text=(), about=IDREF.format("canceled"))],
        "cancelled",
    ),
    Sequence(
        "nitf withdrawn before it came",
        "nitf",
        [nitf(name="", text=(), headline="", about=IDREF.format("withheld")), nitf(1)],
        "withheld",
    ),
    Sequence(
        "feed deleted",
        "feed",
        [
            rss((HEADLINE, "One.", guid("a"))),
            rss((HEADLINE, "One.", guid("a"))).replace("</channel>", '<at:deleted-entry ref="a"/></channel>'),
        ],
        "killed",
    ),
    Sequence(
        "newsml cancelled without a number",
        "newsml",
        [newsml(1), newsml(3, headline=NEXT), newsml(status='qcode="stat:canceled"')],
        "cancelled",
        NEXT,
    ),
    Sequence(
        "newsml kill as a literal",
        "newsml",
        [newsml(1), newsml(2, meta='<signal literal="kill"/>')],
        "killed",
    ),
    Sequence("ninjs mandatory kill", "ninjs", [ninjs(1), ninjs(2, signals=["sig:mandatorykill"])], "killed"),
    Sequence("ninjs kill as an object", "ninjs", [ninjs(1), ninjs(2, signals=[{"name": "sig:kill"}])], "killed"),
    Sequence(
        "feed deleted, as it should be",
        "feed",
        [rss((HEADLINE, "One.", guid("a"))), rss().replace("</channel>", '<at:deleted-entry ref="a"/></channel>')],
        "killed",
        effects=["first", "killed"],
    ),
    Sequence(
        "feed with one name twice",
        "feed",
        [rss((HEADLINE, "1.", guid("a")), (NEXT, "2.", guid("a")))] * 2,
        effects=["first"],
    ),
    Sequence(
        "newsml changed and changed back under one number",
        "newsml",
        [newsml(1), newsml(1, headline=NEXT), newsml(1)],
        effects=["first", "unnumbered", "unnumbered"],
    ),
    Sequence(
        "ninjs resent with the same words",
        "ninjs",
        [ninjs(1, versioncreated="2026-11-29T09:00:00Z"), ninjs(2, versioncreated="2026-11-29T10:00:00Z")],
        effects=["first", "same"],
    ),
    Sequence(
        "newsml part that corrects",
        "newsml",
        [newsml(1), newsml(2, headline=NEXT, meta=SIGNAL.format("correction") + SIGNAL.format("partial"))],
        effects=["first", "correction"],
    ),
    Sequence(
        "nitf correction by its element",
        "nitf",
        [nitf(1), nitf(2, headline=NEXT, notes='<correction info="Two"/>')],
        headline=NEXT,
        effects=["first", "correction"],
    ),
]
