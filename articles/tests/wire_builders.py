"""Messages of invented agencies, as each format really writes them, for tests of what becomes of them."""

import json

import pytest

from articles.models import WireItem, WireSource
from articles.wires.draft import draft_from_item
from articles.wires.fetch import take_in_message

URI = "urn:newsml:coast.example:20261129:harbour"
HEADLINE = "Harbour wall gives way"
TEXT = ("The wall of the old harbour gave way on Sunday morning.", "Nobody was hurt, said the harbour master.")
NAR = "http://iptc.org/std/nar/2006-10-01/"


@pytest.fixture
def make_source(db):
    def make(format="ninjs", name="Coast News", **fields):
        return WireSource.objects.create(
            **{"name": name, "format": format, "address": "https://wires.example/feed"} | fields
        )

    return make


@pytest.fixture
def send(make_source):
    """Messages of one source, one after another; the items as they stand in the end."""

    def go(*messages, source=None, **fields):
        source = source or make_source(**fields)
        for message in messages:
            take_in_message(source, message.encode() if isinstance(message, str) else message)
        return list(WireItem.objects.filter(source=source).order_by("pk"))

    return go


def in_own_words(article):
    article.headline, article.body = "The wall", "<p>We were at the quay ourselves, and saw it stand.</p>"
    article.version += 1
    article.save()


@pytest.fixture
def agency(make_source, make_section, make_author):
    return make_source(
        format="newsml",
        section=make_section("News"),
        author=make_author("Coast News", is_agency=True),
        credit="Words by Coast News",
    )


@pytest.fixture
def used(send, agency, editor):
    """An item, and the story that an editor made of it."""
    item = send(newsml(1), source=agency)[0]
    return item, draft_from_item(item=item, by=editor)


def html(text=TEXT):
    return "".join(f"<p>{paragraph}</p>" for paragraph in text)


def ninjs(version=None, *, uri=URI, headline=HEADLINE, text=TEXT, **facts):
    """1.x names."""
    item = {"uri": uri, "headline": headline, "body_html": html(text), "language": "en-GB"}
    return json.dumps(item | ({} if version is None else {"version": str(version)}) | facts)


def ninjs3(version=None, *, uri=URI, headline=HEADLINE, text=TEXT, **facts):
    item = {
        "uri": uri,
        "standard": {"name": "ninjs", "version": "3.1"},
        "headlines": [{"role": "short", "value": "Short"}, {"role": "main", "value": headline}],
        "bodies": [{"contentType": "text/html", "value": html(text)}],
    }
    return json.dumps(item | ({} if version is None else {"version": str(version)}) | facts)


def newsml(version=None, *, guid=URI, headline=HEADLINE, text=TEXT, meta="", status='qcode="stat:usable"', rights=""):
    number = "" if version is None else f'version="{version}"'
    pub_status = f"<pubStatus {status}/>" if status else ""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="{NAR}" guid="{guid}" {number} standard="NewsML-G2" standardversion="2.35" conformance="power">
  <catalogRef href="https://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml"/>
  <rightsInfo><copyrightNotice>© Coast News</copyrightNotice><usageTerms>{rights}</usageTerms></rightsInfo>
  <itemMeta>
    <itemClass qcode="ninat:text"/><provider><name>Coast News</name></provider>
    {pub_status}{meta}
  </itemMeta>
  <contentMeta><headline>{headline}</headline><by>Ada Marsh</by></contentMeta>
  <contentSet><inlineXML contenttype="application/xhtml+xml">
    <html xmlns="http://www.w3.org/1999/xhtml"><head><title>{headline}</title></head><body>{body}</body></html>
  </inlineXML></contentSet>
</newsItem>"""


def nitf(version=None, *, name=URI, headline=HEADLINE, text=TEXT, about="", issued="", released="", notes=""):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text)
    doc_id = f'<doc-id id-string="{name}"/>' if name else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf version="-//IPTC//DTD NITF 3.6//EN"><head><title>{headline}</title><docdata {about}>
  {doc_id}
  {f'<du-key version="{version}"/>' if version is not None else ""}
  {f'<date.issue norm="{issued}"/>' if issued else ""}{f'<date.release norm="{released}"/>' if released else ""}
  {notes}<doc.copyright holder="Coast News" year="2026"/></docdata></head>
  <body><body.head><hedline><hl1>{headline}</hl1><hl2>On Sunday</hl2></hedline><byline>By Ada Marsh</byline></body.head>
  <body.content>{body}<hl2>What comes next</hl2></body.content></body></nitf>"""


def rss(*entries):
    """Each entry: title, text, and elements of its own."""
    items = "".join(
        f"<item><title>{title}</title><description>{text}</description>{more}</item>" for title, text, more in entries
    )
    return f"""<?xml version="1.0"?><rss version="2.0" xmlns:at="http://purl.org/atompub/tombstones/1.0"><channel>
<title>Coast News</title><link>https://coast.example/</link>{items}</channel></rss>"""
