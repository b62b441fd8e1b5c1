"""Which addresses may be kept, under which name, and what their pages are made of.

Only what stands here is ever kept. Such a page is drawn for nobody: the view is given the host, the path and the
listed keys of the query, and no cookie, language or other header that could tell one reader from another.
"""

from dataclasses import dataclass

from django.urls import Resolver404, resolve

# Of all public pages; any other is not looked at. The last three are numbers that other systems gave out.
QUERY_KEYS = (b"before", b"after", b"text", b"p", b"page_id", b"attachment_id")
NEWS = ("site", "lists", "read")
POLLS = ("site", "polls", "tallies")
LOOK = ("favicon", "icon-32", "apple-touch-icon", "icon-192", "icon-512", "icon-maskable", "manifest", "paper_sheet")

SITEMAPS = ("sitemap", *(f"sitemap_{of}" for of in ("month", "topics", "authors", "films", "pictures")))


@dataclass(frozen=True)
class PublicPage:
    """What a page is always made of; views and tags add what else they use. `seconds` bounds what the hour changes."""

    scopes: tuple[str, ...]
    seconds: int | None = None


PUBLIC_PAGES = {
    "front": PublicPage((*NEWS, *POLLS, "fronts")),
    "robots": PublicPage(()),
    "tdm_reservation": PublicPage(()),
    "indexnow_key": PublicPage(()),
    **dict.fromkeys(LOOK, PublicPage(("paper",))),
    "letters": PublicPage(("site",)),
    "newsletter": PublicPage(("site", "letters")),
    "newsletter_feed": PublicPage(("site", "letters")),
    "issue": PublicPage((*NEWS, "letters", "running")),
    "events": PublicPage(("site", "events")),
    "events_calendar": PublicPage(("events", "paper")),
    "saved": PublicPage(("site",)),
    "offline_worker": PublicPage(()),
    "push_worker": PublicPage(()),
    "share_card": PublicPage(("paper",)),  # the view names the row
    "security": PublicPage((), seconds=86400),  # it ends after 30 days
    "sitemap_sections": PublicPage((*NEWS, "fronts")),
    **dict.fromkeys(SITEMAPS, PublicPage(NEWS)),
    **dict.fromkeys(("sitemap", "sitemap_month"), PublicPage((*NEWS, "running"))),
    "sitemap_polls": PublicPage(POLLS),
    "news_sitemap": PublicPage((*NEWS, "running"), seconds=60),  # of the last 48 hours
    "archive": PublicPage(NEWS),
    "archive_month": PublicPage(NEWS),
    "archive_day": PublicPage(NEWS),
    "on_this_day": PublicPage(NEWS),
    "topics": PublicPage(NEWS),
    "authors": PublicPage(NEWS),
    "articles:article": PublicPage(("site",)),  # the view names the stories on it, and the topics that it looks at
    "articles:embed": PublicPage(("site",)),
    # The views name the story and its entries.
    **{f"articles:{name}": PublicPage(("site",)) for name in ("entries", "entry_news", "entries_since")},
    **{f"articles:entries_feed{form}": PublicPage(("site",)) for form in ("", "_atom", "_json")},
    "articles:republish": PublicPage((*NEWS, *POLLS, "paper")),
    "articles:section": PublicPage((*NEWS, "fronts")),
    "articles:topic": PublicPage(NEWS),
    "articles:series": PublicPage(NEWS),
    "articles:author": PublicPage(NEWS),
    "articles:video": PublicPage(("site",)),
    "articles:video_embed": PublicPage(("site",)),
    "articles:videos": PublicPage(("site",)),
    "articles:corrections": PublicPage((*NEWS, "running")),
    **{
        f"articles:{of}feed{form}": PublicPage((*NEWS, *POLLS))
        for of in ("", "section_", "topic_", "author_", "series_")
        for form in ("", "_atom", "_json")
    },
    "polls:archive": PublicPage(POLLS),
    "polls:poll": PublicPage(POLLS),
    "polls:embed": PublicPage(POLLS),
    "polls:json": PublicPage(POLLS),
    "text:front": PublicPage((*NEWS, *POLLS, "fronts")),
    "text:section": PublicPage((*NEWS, "fronts")),
    "text:topic": PublicPage(NEWS),
    "text:author": PublicPage(NEWS),
    "text:story": PublicPage((*NEWS, *POLLS)),
    "text:poll": PublicPage(POLLS),
}


def canonical(target: bytes) -> bytes:
    """The part of an address that a page depends on: its path, and of its query the listed keys in their order."""
    path, _, query = target.partition(b"?")
    listed = sorted(pair for pair in query.split(b"&") if pair.partition(b"=")[0] in QUERY_KEYS)
    return path + b"?" + b"&".join(listed) if listed else path


def public_page_at(path: str) -> PublicPage | None:
    """The rule of the page at this path, or None where nothing may be kept."""
    try:
        return PUBLIC_PAGES.get(resolve(path).view_name)
    except Resolver404:
        return PublicPage(NEWS)  # the page that says so is the same for all; few of them are kept
