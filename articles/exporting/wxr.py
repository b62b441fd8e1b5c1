"""Stories as WordPress takes them: WXR 1.2 in parts, each complete with the authors, terms and pictures it needs.

WordPress fetches the pictures from their addresses here, and puts its own in their places. It knows one author of a
story by itself; the whole byline goes along as a custom field.
"""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import format_datetime

from django.conf import settings

from articles.exporting.entry_html import entries_html
from articles.exporting.folder import ExportFolder
from articles.exporting.wordpress_blocks import as_blocks
from common.paper import paper
from common.text import only_xml

MOST_BYTES = 48 * 1024 * 1024  # of a part: many hosts take no upload of more than 50 MB
NAMESPACES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}
FOOT = "</channel>\n</rss>\n"


@dataclass(frozen=True)
class Item:
    """What a post and an attachment say each in its own way; their dates are those of a story."""

    kind: str
    status: str
    number: int
    title: str
    slug: str
    address: str
    guid: str
    excerpt: str
    more: str  # terms and custom fields, as they stand in the file
    creator: str = ""
    words: str = ""


def cdata(text: str) -> str:
    """Any text in a section that a reader by pattern finds too, as WordPress writes it."""
    return f"<![CDATA[{only_xml(text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def element(name: str, text: object) -> str:
    return f"<{name}>{cdata(str(text))}</{name}>\n"


class WxrWriter:
    """Writes `wordpress-1.xml` and so on into a folder. Close it when all stories are in."""

    def __init__(self, folder: ExportFolder, *, head: str, most_bytes: int):
        self.folder, self.head, self.most_bytes = folder, head, most_bytes
        self.posts = self.parts = 0
        self.pictures: dict[str, tuple[int, str]] = {}  # number and item, the same in each part
        self.part, self.here = None, set()

    def add(self, story: dict) -> None:
        """A story in its plain form."""
        pictures = _pictures_of(story)
        new = [picture for picture in pictures if picture["key"] not in self.here]
        items = [self._attachment(picture, story) for picture in new]
        self.posts += 1
        lead = self.pictures[story["picture"]["key"]][0] if "picture" in story else 0
        items.append(_post(story, number=self.posts, thumbnail=lead))
        text = "".join(items)
        if self.part and self.written.size + len(text.encode()) + len(FOOT) > self.most_bytes:
            self.close()
            return self.add(story)
        if not self.part:
            self._open()
        self.written.write(text)
        self.here |= {picture["key"] for picture in new}
        return None

    def _attachment(self, picture, story):
        if picture["key"] not in self.pictures:
            self.posts += 1
            self.pictures[picture["key"]] = (self.posts, _attachment(picture, story, number=self.posts))
        return self.pictures[picture["key"]][1]

    def _open(self):
        self.parts += 1
        self.part = self.folder.open(f"wordpress-{self.parts}.xml")
        self.written = self.part.__enter__()
        self.written.write(self.head)

    def close(self) -> None:
        if self.part:
            self.written.write(FOOT)
            self.part.__exit__(None, None, None)
        self.part, self.here = None, set()


def head_of(*, authors: Iterable[dict], sections: Iterable[dict], topics: Iterable[dict]) -> str:
    """What each part begins with: the site, everybody who wrote and everything that stories are filed under."""
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return "".join(
        [
            f'<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0" {names}>\n<channel>\n',
            element("title", paper().name),
            f"<link>{settings.SITE_URL}</link>\n<language>{settings.LANGUAGE_CODE}</language>\n",
            "<wp:wxr_version>1.2</wp:wxr_version>\n",
            f"<wp:base_site_url>{settings.SITE_URL}</wp:base_site_url>\n",
            f"<wp:base_blog_url>{settings.SITE_URL}</wp:base_blog_url>\n",
            *(_author(number, author) for number, author in enumerate(authors, 1)),
            *(_category(number, section) for number, section in enumerate(sections, 1)),
            *(_tag(number, topic) for number, topic in enumerate(topics, 100_001)),
        ]
    )


def _author(number, author):
    login = element("wp:author_login", author["slug"]) + element("wp:author_email", author.get("email", ""))
    names = element("wp:author_display_name", author["name"])
    return f"<wp:author><wp:author_id>{number}</wp:author_id>\n{login}{names}</wp:author>\n"


def _category(number, section):
    nicename = element("wp:category_nicename", section["slug"]) + element(
        "wp:category_parent", section.get("parent", "")
    )
    name = element("wp:cat_name", section["name"])
    return f"<wp:category><wp:term_id>{number}</wp:term_id>\n{nicename}{name}</wp:category>\n"


def _tag(number, topic):
    names = element("wp:tag_slug", topic["slug"]) + element("wp:tag_name", topic["name"])
    return f"<wp:tag><wp:term_id>{number}</wp:term_id>\n{names}</wp:tag>\n"


def _pictures_of(story):
    lead = [story["picture"]] if "picture" in story else []
    told = [story, *story.get("running", {"entries": []})["entries"]]
    shown = [picture for each in told for picture in each.get("pictures", [])]
    return list({picture["key"]: picture for picture in [*lead, *shown]}.values())


def _post(story, *, number, thumbnail):
    filed = [("category", story["section"]), *(("post_tag", topic) for topic in story.get("topics", []))]
    terms = [
        f'<category domain="{domain}" nicename="{term["slug"]}">{cdata(term["name"])}</category>\n'
        for domain, term in filed
    ]
    lines = story.get("bylines", [])
    writers = [line["author"] for line in lines if line["role"] == "words"] or [line["author"] for line in lines]
    kept = {"newsroom_uuid": story["id"], "newsroom_kicker": story.get("kicker", "")}
    kept["newsroom_byline"] = json.dumps(lines, ensure_ascii=False)
    if thumbnail:
        kept["_thumbnail_id"] = thumbnail
    item = Item(
        kind="post",
        status="publish",
        number=number,
        title=story["headline"],
        slug=story["slug"],
        address=story["address"],
        guid=f"urn:uuid:{story['id']}",
        excerpt=story.get("standfirst", ""),
        more="".join(terms) + "".join(_meta(name, value) for name, value in kept.items() if value),
        creator=writers[0] if writers else "",
        words=as_blocks("\n".join(filter(None, [story.get("html"), entries_html(story)]))),
    )
    return _drawn(item, story)


def _attachment(picture, story, *, number):
    """Dated by the story that shows it first: WordPress knows a post again by its title and date."""
    more = element("wp:attachment_url", picture["address"])
    more += _meta("_wp_attachment_image_alt", picture["alt"]) if picture.get("alt") else ""
    more += _meta("newsroom_credit", picture["credit"]) if picture.get("credit") else ""
    address = picture["address"]
    title = address.rpartition("/")[2].rpartition(".")[0]
    item = Item(
        kind="attachment",
        status="inherit",
        number=number,
        title=title,
        slug=title.lower(),
        address=address,
        guid=address,
        excerpt=picture.get("caption", ""),
        more=more,
    )
    return _drawn(item, story)


def _drawn(item, story):
    published = dt.datetime.fromisoformat(story["published_at"])
    updated = dt.datetime.fromisoformat(story["updated_at"])
    return "".join(
        [
            "<item>\n",
            element("title", item.title),
            element("link", item.address),
            f"<pubDate>{format_datetime(published.astimezone(dt.UTC))}</pubDate>\n",
            element("dc:creator", item.creator),
            f'<guid isPermaLink="false">{cdata(item.guid)}</guid>\n<description></description>\n',
            element("content:encoded", item.words),
            element("excerpt:encoded", item.excerpt),
            f"<wp:post_id>{item.number}</wp:post_id>\n",
            *_dates("wp:post_date", published),
            *_dates("wp:post_modified", updated),
            *(element(f"wp:{of}_status", "closed") for of in ("comment", "ping")),
            element("wp:post_name", item.slug),
            element("wp:status", item.status),
            "<wp:post_parent>0</wp:post_parent>\n<wp:menu_order>0</wp:menu_order>\n",
            element("wp:post_type", item.kind),
            element("wp:post_password", ""),
            "<wp:is_sticky>0</wp:is_sticky>\n",
            item.more,
            "</item>\n",
        ]
    )


def _dates(name, moment):
    """In the paper's own time and in GMT, as WordPress has both."""
    form = "%Y-%m-%d %H:%M:%S"
    return [element(name, moment.strftime(form)), element(f"{name}_gmt", moment.astimezone(dt.UTC).strftime(form))]


def _meta(name, value):
    return f"<wp:postmeta>\n{element('wp:meta_key', name)}{element('wp:meta_value', value)}</wp:postmeta>\n"
