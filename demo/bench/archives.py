"""An invented archive as WordPress exports it, of any number of stories, so that moving in can be measured.

What a story is follows from its number alone. Every tenth was never public; the public ones have the shape of a local
paper's: a dozen short paragraphs, a caption, a gallery now and then, a link to an earlier story.
"""

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from PIL import Image

from demo.stuffing.stories import WORDS

ADDRESS = "https://old.example.org"
BEGAN = dt.datetime(2014, 1, 6, 9, tzinfo=dt.UTC)
SECTIONS, AUTHORS, TAGS = 8, 40, 200
DRAWINGS, WEIGHT = 8, 205_000  # what the pictures show, and how many bytes each has at most
HIDDEN_EVERY = 10  # one story in so many is a draft, private, or behind a password, in turn
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Old Paper</title><link>{address}</link><language>en-GB</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>{address}</wp:base_site_url>
<wp:base_blog_url>{address}</wp:base_blog_url>
"""
ITEM = """<item><title>{title}</title><link>{link}</link><pubDate>{rfc}</pubDate><dc:creator>writer{author}</dc:creator>
<guid isPermaLink="false">{address}/?p={number}</guid><description></description>
<content:encoded><![CDATA[{body}]]></content:encoded><excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>{date}</wp:post_date><wp:post_date_gmt>{gmt}</wp:post_date_gmt>
<wp:post_modified>{date}</wp:post_modified><wp:post_modified_gmt>{gmt}</wp:post_modified_gmt>
<wp:comment_status>closed</wp:comment_status><wp:ping_status>closed</wp:ping_status><wp:post_name>{slug}</wp:post_name>
<wp:status>{status}</wp:status><wp:post_parent>{parent}</wp:post_parent><wp:menu_order>0</wp:menu_order>
<wp:post_type>{kind}</wp:post_type><wp:post_password>{password}</wp:post_password><wp:is_sticky>0</wp:is_sticky>
{more}</item>
"""
TERM = '<category domain="{domain}" nicename="{slug}"><![CDATA[{name}]]></category>\n'
META = "<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>\n"


def write_wxr(path: Path, *, stories: int, pictures: int = 0, paragraphs: int = 12) -> None:
    """One file. Of so many pictures each is an attachment, shown on top of the story before it or inside it."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD.format(address=ADDRESS))
        file.writelines(_subjects())
        for number in range(1, stories + 1):
            shown = range(stories + number, stories + pictures + 1, stories)
            file.writelines(_attachment(picture, number) for picture in shown)
            file.write(_story(number, list(shown), paragraphs))
        file.write("</channel></rss>\n")


def write_pictures(folder: Path, *, stories: int, pictures: int) -> None:
    """Their files as `--media` takes them, JPEG of 1600 × 1067 and some 200 KB, no two the same to the byte."""
    drawings = [_drawing(Random(number)) for number in range(DRAWINGS)]  # noqa: S311 - the same pictures every time
    for picture in range(stories + 1, stories + pictures + 1):
        start, rest = drawings[picture % DRAWINGS][:2], drawings[picture % DRAWINGS][2:]
        comment = f"picture {picture}".encode()
        path = folder / file_name(picture)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(start + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + rest)


def file_name(picture: int) -> str:
    """Where the picture lies, after `uploads/`."""
    return f"2014/01/picture-{picture}.jpg"


def _drawing(chance):
    small = Image.frombytes("RGB", (200, 133), chance.randbytes(200 * 133 * 3))
    large = small.resize((1600, 1067), Image.Resampling.BICUBIC)
    for quality in range(95, 0, -1):
        file = io.BytesIO()
        large.save(file, "JPEG", quality=quality)
        if file.tell() <= WEIGHT:
            break
    return file.getvalue()


def _subjects() -> Iterator[str]:
    for author in range(AUTHORS):
        name = f"<wp:author_login>writer{author}</wp:author_login>"
        shown = f"<wp:author_display_name><![CDATA[Writer {author}]]></wp:author_display_name>"
        yield f"<wp:author><wp:author_id>{author + 1}</wp:author_id>{name}{shown}</wp:author>\n"
    for number in range(SECTIONS):
        named = f"<wp:category_nicename>part-{number}</wp:category_nicename><wp:category_parent></wp:category_parent>"
        shown = f"<wp:cat_name><![CDATA[Part {number}]]></wp:cat_name>"
        yield f"<wp:category><wp:term_id>{number + 1}</wp:term_id>{named}{shown}</wp:category>\n"


def _story(number, pictures, paragraphs):
    chance = Random(number)  # noqa: S311 - the same archive every time
    said = [" ".join(chance.choices(WORDS, k=32)).capitalize() + "." for _ in range(paragraphs)]
    body = "\n\n".join([*_placed(number, pictures), *said])
    if number > 1:
        body += f'\n\nRead also: <a href="{_link(number - 1)}">the story before</a>.'
    hidden = number % HIDDEN_EVERY == 0
    states = [("draft", ""), ("private", ""), ("publish", "secret")]
    status, password = states[number // HIDDEN_EVERY % 3] if hidden else ("publish", "")
    section, tags = number % SECTIONS, chance.sample(range(TAGS), 3)
    more = TERM.format(domain="category", slug=f"part-{section}", name=f"Part {section}")
    more += "".join(TERM.format(domain="post_tag", slug=f"tag-{tag}", name=f"Tag {tag}") for tag in tags)
    if pictures:
        more += META.format(key="_thumbnail_id", value=pictures[0])
    title = f"{' '.join(chance.choices(WORDS, k=6)).capitalize()} {number}"
    facts = {"title": title, "body": body, "excerpt": said[0][:120], "status": status, "password": password}
    return _item(number, link=_link(number), slug=f"story-{number}", kind="post", parent=0, more=more, **facts)


def _placed(number, pictures):
    """What stands in the text: the second picture with its caption, and each fiftieth time a gallery."""
    for picture in pictures[1:2]:
        img = f'<img src="{_address(picture)}" alt="A quay" class="wp-image-{picture}" width="300" height="200" />'
        yield f'[caption id="attachment_{picture}" width="300"]{img} The quay in story {number}[/caption]'
    if pictures and number % 50 == 0:
        yield f'[gallery ids="{",".join(map(str, pictures))}"]'


def _attachment(picture, story):
    address = f"<wp:attachment_url>{_address(picture)}</wp:attachment_url>"
    more = f"{address}\n" + META.format(key="_wp_attachment_image_alt", value="The harbour wall at low tide")
    facts = {"title": f"Picture {picture}", "body": "", "excerpt": f"The harbour, {picture}", "password": ""}
    link = f"{ADDRESS}/?attachment_id={picture}"
    return _item(
        picture, link=link, slug=f"p-{picture}", kind="attachment", parent=story, status="inherit", more=more, **facts
    )


def _item(number, *, title, **facts):
    at = BEGAN + dt.timedelta(hours=5 * number)
    date = f"{at:%Y-%m-%d %H:%M:%S}"
    rfc = f"{at:%a, %d %b %Y %H:%M:%S} +0000"
    return ITEM.format(
        number=number,
        author=number % AUTHORS,
        address=ADDRESS,
        date=date,
        gmt=date,
        rfc=rfc,
        title=escape(title),
        **facts,
    )


def _link(number):
    return f"{ADDRESS}/{BEGAN + dt.timedelta(hours=5 * number):%Y/%m}/story-{number}/"


def _address(picture):
    return f"{ADDRESS}/wp-content/uploads/{file_name(picture)}"
