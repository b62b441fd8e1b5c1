"""The parts of an archive, named alike whatever it was kept in. Readers of sources make them; no model is known here.

Texts are as the source has them: nothing is escaped, cut or cleaned. Times are aware. Keys (`old_id`) are the source's
own, and hold for one kind.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from articles.importing.old_entries import OldCourse


class Kind(StrEnum):
    """What an item is. BLOCK is a text that stories show by reference, PART what belongs to another item.

    LEFT is counted and left out.
    """

    SITE = "site"
    AUTHOR = "author"
    TERM = "term"
    ASSET = "asset"
    POLL = "poll"
    DOCUMENT = "document"
    SOUND = "sound"
    STORY = "story"
    BLOCK = "block"
    PART = "part"
    REDIRECT = "redirect"
    LEFT = "left"


class Visibility(StrEnum):
    """Who could read a story at the source. Only PUBLIC is ever published here; all else comes as a draft, or not."""

    PUBLIC = "public"
    PART = "part"  # `html` is what everybody could read, `whole_html` what some could
    DRAFT = "draft"
    LEFT_OUT = "left"


@dataclass(frozen=True)
class Item:
    """One part of the archive as it stands in the file, before anything is decided.

    `payload` can be written as JSON. `place` says where it stands, for whoever has to mend the file: a byte offset or
    a line. `problem` says in words what is wrong with it, if something is.
    """

    kind: Kind
    old_id: str
    payload: Mapping
    place: int = 0
    problem: str = ""


@dataclass(frozen=True)
class SiteFacts:
    """What the archive says of the site that it comes from. `time_zone` is empty where nothing tells it."""

    name: str = ""
    address: str = ""
    time_zone: str = ""
    language: str = ""


@dataclass(frozen=True)
class OldAuthor:
    """Who wrote. `email` tells two of one person; `public_email` stood on a page, as the asset `portrait` did.

    `is_byline` where the name is what readers saw, and no login that might be anybody's.
    """

    old_id: str
    name: str
    email: str = ""
    biography: str = ""
    old_paths: tuple[str, ...] = ()
    title: str = ""
    public_email: str = ""
    portrait: str = ""
    slug: str = ""
    is_byline: bool = False


@dataclass(frozen=True)
class OldTerm:
    """What stories were filed under. `taxonomy` is "category", "tag" or the source's own word.

    `standfirst` stood on its page; `position` is its place among others.
    """

    old_id: str
    taxonomy: str
    name: str
    slug: str = ""
    parent: str = ""
    description: str = ""
    is_internal: bool = False
    old_paths: tuple[str, ...] = ()
    standfirst: str = ""
    position: int = 0


@dataclass(frozen=True)
class OldAsset:
    """A file of the old library. `addresses` are all that it may be found at, the best first, renditions last.

    `extra` is what else is known of it, by the names of our library: whose it is, until when it may be shown.
    """

    old_id: str
    addresses: tuple[str, ...]
    file_name: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    mime: str = ""
    parent: str = ""
    extra: Mapping = field(default_factory=dict)


@dataclass(frozen=True)
class OldChoice:
    """An answer and its votes; `net` is what it gained or lost among those who answered before and after reading."""

    label: str
    votes: int = 0
    role: str = ""
    value: int | None = None
    net: int = 0


@dataclass(frozen=True)
class OldPoll:
    """A question to readers that is over, with its count. `reason` says in words why it cannot come, where it cannot.

    `readers` are those whose votes counted, `asked_again` those of them who answered before and after reading.
    """

    old_id: str
    question: str
    kind: str = ""
    slug: str = ""
    address: str = ""
    status: str = ""
    reason: str = ""
    opens_at: dt.datetime | None = None
    closes_at: dt.datetime | None = None
    choices: tuple[OldChoice, ...] = ()
    counted_by: str = ""
    context: str = ""
    least: int = 1
    most: int = 1
    scale_low: str = ""
    scale_high: str = ""
    outcome: str = ""
    readers: int = 0
    held: int = 0
    removed: int = 0
    changed: int = 0
    withdrawn: int = 0
    asked_again: int = 0
    keys_destroyed_at: dt.datetime | None = None


@dataclass(frozen=True)
class OldCorrection:
    """What was put right, when; `supersedes` is the key of an earlier one, `entry` of the entry that it is of."""

    old_id: str
    wording: str
    made_at: dt.datetime
    kind: str = ""
    place: str = ""
    supersedes: str = ""
    entry: str = ""


@dataclass(frozen=True)
class OldSeries:
    """A story's place among those that belong together."""

    old_id: str
    name: str
    position: int
    slug: str = ""
    standfirst: str = ""


@dataclass(frozen=True)
class Note:
    """Something that was changed or left out of a story on the way, in a word to count by and the words of the thing.

    `verb` is "turned", "unwrapped" or "out"; `name` is what stood there, such as "caption" or "wp:gallery".
    """

    verb: str
    name: str
    words: str = ""


@dataclass(frozen=True)
class Credit:
    """One name of a byline: the key of an author, or a name that only this story knows; and for what, if not words."""

    author: str = ""
    name: str = ""
    role: str = ""


@dataclass(frozen=True)
class PlacedPicture:
    """A picture at its place, on top or in the text: the key of an asset, or an address, and the words there."""

    asset: str = ""
    address: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class OldStory:
    """A story or a page as it was read, whole.

    `html` is what a browser would show of it, as ordinary HTML: paragraphs made, shortcodes and blocks turned, what
    only some could read cut out. A picture is `<img src alt>`, with `data-asset` where the source names the asset, in
    a `<figure>` with its `<figcaption>` where it has a caption and `data-credit` where it has a credit; a gallery is
    `<figure data-gallery>` of such figures; a pull quote is `<figure data-quote="pull">` with blockquote and
    figcaption; what stood in a frame of another site is `<p data-card="youtube"><a href>words</a></p>`; a link to a
    story by its key is `<a data-story="ID" href>`, in `<p data-card="story">` where it stands by itself as related; a
    poll by its key is `<p data-card="poll" data-poll="ID" data-role="result">`, and likewise a document or a sound. Its
    words are what the story is compared with afterwards, unless `source_words` says which there were before.

    `old_type` is the source's own word for what is neither a story nor a page to it, such as "event": it comes if
    somebody chooses so.

    `status` is the source's own word. `hidden_address` is where a story that was not public would have been found.
    `planned_for` is when a story that waits was to go out. `old_paths` are the addresses that are known to have led to
    it: paths with their leading slash and query, without host. `canonical` is where it says that it was first;
    `outside` by our names what was written for search engines and for sharing it, `social` the picture for that.

    `earlier` is what readers had of it before, the oldest first, each from its `starts_at` until its `ends_at`; of the
    story itself `ends_at` is when it leaves the site. `pair` is what it shares with its translations, a UUID or a name
    that its site alone gives. `course` is there where it is told in entries. `care` is what its page and the desk have
    to mind, by our names, such as sensitivity. `is_unsigned` and `is_lead_apart` where the source says that nobody
    signed it, and that a picture in the text that is also the one on top stands there on purpose.
    """

    old_id: str
    title: str
    html: str
    visibility: Visibility
    status: str
    is_page: bool = False
    old_type: str = ""
    slug: str = ""
    address: str = ""
    hidden_address: str = ""
    standfirst: str = ""
    kicker: str = ""
    published_at: dt.datetime | None = None
    updated_at: dt.datetime | None = None
    planned_for: dt.datetime | None = None
    credits: tuple[Credit, ...] = ()
    is_order_known: bool = True
    terms: tuple[str, ...] = ()
    primary_term: str = ""
    lead: PlacedPicture | None = None
    whole_html: str = ""
    source_words: str = ""
    canonical: str = ""
    outside: Mapping = field(default_factory=dict)
    social: PlacedPicture | None = None
    is_unlisted: bool = False
    language: str = ""
    old_paths: tuple[str, ...] = ()
    guid: str = ""
    notes: tuple[Note, ...] = ()
    reason: str = ""
    label: str = ""
    care: Mapping = field(default_factory=dict)
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    corrections: tuple[OldCorrection, ...] = ()
    series: OldSeries | None = None
    pair: str = ""
    course: OldCourse | None = None
    is_unsigned: bool = False
    is_lead_apart: bool = False
    earlier: tuple["OldStory", ...] = ()
    extra: Mapping = field(default_factory=dict)
