"""A running story told to machines in the words of schema.org: a live blog, and in it its entries."""

import datetime as dt
from html import unescape

from articles.body.plain import plain_paragraphs
from articles.pages.running.entries import ShownEntry
from articles.pages.running.page import RunningPage
from common.dates import to_the_second
from common.linked_data import whole_address

MOST_UPDATES = 50


def live_blog_data(story: dict, page: RunningPage) -> dict:
    """The facts of the story, as it has them itself, and of the entries that stand at its address."""
    shown = sorted(page.all_shown, key=lambda entry: entry.edition.at, reverse=True)
    updates = [told for entry in shown[:MOST_UPDATES] if (told := _update(entry, story))]
    changed = [story["dateModified"], *([to_the_second(page.running.changed_at)] if page.running.changed_at else [])]
    data = story | {
        "@type": [*_as_list(story["@type"]), "LiveBlogPosting"],
        "url": story["mainEntityOfPage"],
        "dateModified": max(changed, key=dt.datetime.fromisoformat),
        "coverageStartTime": to_the_second(page.running.begun_at),
        "liveBlogUpdate": updates,
    }
    return data | ({"coverageEndTime": to_the_second(page.running.ended_at)} if page.running.is_over else {})


def _update(entry: ShownEntry, story) -> dict | None:
    edition, text = entry.edition, _text(entry.edition.words)
    if not (text or edition.headline):
        return None
    author = edition.author
    told = {
        "@type": "BlogPosting",
        "headline": edition.headline or text[:110],
        "articleBody": text,
        "url": whole_address(entry.address),
        "datePublished": to_the_second(edition.first_published_at),
        "dateModified": to_the_second(edition.starts_at),
        "author": [{"@type": "Person", "name": author.name, "url": whole_address(author.get_absolute_url())}]
        if author
        else story.get("author"),
        "correction": [
            {"@type": "CorrectionComment", "text": made.wording, "datePublished": to_the_second(made.made_at)}
            for made in entry.corrections
        ],
        "image": [whole_address(entry.picture.file.share)] if entry.picture else None,
    }
    return {name: value for name, value in told.items() if value}


def _text(html):
    """Its words, with a space between what stands in different blocks."""
    return unescape(plain_paragraphs(html).replace("</p><p>", " ").removeprefix("<p>").removesuffix("</p>"))


def _as_list(kind):
    return kind if isinstance(kind, list) else [kind]
