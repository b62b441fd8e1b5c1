"""The sites whose films, sounds and posts become cards: how their addresses are written, whom to ask, what to frame.

Nothing of them is asked for before a reader's click, and what is framed then comes from the hosts of this list alone.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit


class Sort(StrEnum):
    FILM = "film"
    SOUND = "sound"
    POST = "post"
    PICTURE = "picture"


@dataclass(frozen=True)
class Provider:
    """One site. `address` and `frame` have the parts that a pattern names; `frame` also knows the whole `{url}`.

    `gone` is what it answers of a thing that nobody can see any more.
    """

    name: str
    sort: Sort
    asks: str  # its oEmbed address
    patterns: tuple[str, ...]  # of an address after its scheme
    address: str
    frame: str = ""
    gone: frozenset[int] = frozenset({404, 410})

    def question(self, address: str) -> str:
        """Where it says what stands at an address of its own."""
        return f"{self.asks}?{urlencode({'url': address, 'format': 'json'})}"


class Thing(NamedTuple):
    """What an address of a provider names: always the same address for the same thing."""

    provider: Provider
    address: str
    frame: str

    @property
    def origin(self) -> str:
        """What a page has to let in, once it is asked for; empty where there is no frame."""
        return origin_of(self.frame) if self.frame else ""


END = r"(?:[/?&#].*)?"
YOUTUBE_ID = r"(?P<id>[\w-]{11})"
NAME = r"(?P<name>[\w.-]+)"


def _mastodon(host: str) -> Provider:
    own = re.escape(host)
    return Provider(
        "Mastodon",
        Sort.POST,
        f"https://{host}/api/oembed",
        (rf"{own}/@(?P<name>[\w.@-]+)/(?P<id>\d+){END}",),
        f"https://{host}/@{{name}}/{{id}}",
        f"https://{host}/@{{name}}/{{id}}/embed",
    )


PROVIDERS = (
    Provider(
        "YouTube",
        Sort.FILM,
        "https://www.youtube.com/oembed",
        (
            rf"(?:www\.|m\.|music\.)?youtube\.com/watch\?(?:[^#]*&)?v={YOUTUBE_ID}{END}",
            rf"(?:www\.|m\.)?youtube\.com/(?:shorts|live|embed)/{YOUTUBE_ID}{END}",
            rf"(?:www\.)?youtube-nocookie\.com/embed/{YOUTUBE_ID}{END}",
            rf"youtu\.be/{YOUTUBE_ID}{END}",
        ),
        "https://www.youtube.com/watch?v={id}",
        "https://www.youtube-nocookie.com/embed/{id}",
        # Films that are private now, or that nobody else may show.
        frozenset({401, 403, 404, 410}),
    ),
    Provider(
        "Vimeo",
        Sort.FILM,
        "https://vimeo.com/api/oembed.json",
        (r"(?:www\.)?vimeo\.com/(?P<id>\d+)(?:[?#].*)?", rf"player\.vimeo\.com/video/(?P<id>\d+){END}"),
        "https://vimeo.com/{id}",
        "https://player.vimeo.com/video/{id}?dnt=1",
        frozenset({403, 404, 410}),
    ),
    Provider(
        "Dailymotion",
        Sort.FILM,
        "https://www.dailymotion.com/services/oembed",
        (rf"(?:www\.)?dailymotion\.com/video/(?P<id>[a-z0-9]+){END}", rf"dai\.ly/(?P<id>[a-z0-9]+){END}"),
        "https://www.dailymotion.com/video/{id}",
        "https://geo.dailymotion.com/player.html?video={id}",
    ),
    Provider(
        "SoundCloud",
        Sort.SOUND,
        "https://soundcloud.com/oembed",
        (rf"(?:www\.|m\.)?soundcloud\.com/{NAME}/(?P<id>(?:sets/)?[\w-]+){END}",),
        "https://soundcloud.com/{name}/{id}",
        "https://w.soundcloud.com/player/?url={url}",
    ),
    Provider(
        "Spotify",
        Sort.SOUND,
        "https://open.spotify.com/oembed",
        (rf"open\.spotify\.com/(?:intl-\w+/)?(?P<name>track|episode|show|album|playlist)/(?P<id>\w+){END}",),
        "https://open.spotify.com/{name}/{id}",
        "https://open.spotify.com/embed/{name}/{id}",
    ),
    Provider(
        "X",
        Sort.POST,
        "https://publish.x.com/oembed",
        (rf"(?:www\.|mobile\.)?(?:x|twitter)\.com/(?P<name>\w+)/status(?:es)?/(?P<id>\d+){END}",),
        "https://x.com/{name}/status/{id}",
        "https://platform.twitter.com/embed/Tweet.html?id={id}&dnt=true",
    ),
    # Its frame is known by a number of the writer, which an address does not hold; the card has all the words.
    Provider(
        "Bluesky",
        Sort.POST,
        "https://embed.bsky.app/oembed",
        (rf"bsky\.app/profile/(?P<name>[\w.:-]+)/post/(?P<id>\w+){END}",),
        "https://bsky.app/profile/{name}/post/{id}",
    ),
    Provider(
        "TikTok",
        Sort.POST,
        "https://www.tiktok.com/oembed",
        (rf"(?:www\.|m\.)?tiktok\.com/@{NAME}/video/(?P<id>\d+){END}",),
        "https://www.tiktok.com/@{name}/video/{id}",
        "https://www.tiktok.com/embed/v2/{id}",
        frozenset({400, 404, 410}),
    ),
    Provider(
        "Flickr",
        Sort.PICTURE,
        "https://www.flickr.com/services/oembed/",
        (rf"(?:www\.|m\.)?flickr\.com/photos/(?P<name>[\w@-]+)/(?P<id>\d+){END}",),
        "https://www.flickr.com/photos/{name}/{id}",
    ),
    *map(_mastodon, ("mastodon.social", "mastodon.online", "mstdn.social", "toot.wales")),
)


def thing_at(address: str) -> Thing | None:
    """What stands at this address, if it is one of a known provider's."""
    scheme, _colon, rest = address.partition("://")
    if scheme.lower() not in {"http", "https"}:
        return None
    host, slash, path = rest.partition("/")
    for provider in PROVIDERS:
        for pattern in provider.patterns:
            if found := re.fullmatch(pattern, host.lower() + slash + path, re.ASCII):
                whole = provider.address.format(**found.groupdict())
                frame = provider.frame.format(**found.groupdict(), url=quote(whole, safe=""))
                return Thing(provider, whole, frame)
    return None


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
