"""The list of sites whose things become cards: which addresses are theirs, and what may be framed of them."""

import re
from urllib.parse import urlsplit

import pytest

from articles.body.links import resolve_address
from articles.body.providers import PROVIDERS, thing_at

YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
TWEET = "https://x.com/courier/status/1765432198765432100"
PLAYLIST = "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk"
KNOWN = [
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
    ("http://youtube.com/watch?feature=share&v=dQw4w9WgXcQ&t=42s", YOUTUBE),
    ("https://m.youtube.com/watch?v=dQw4w9WgXcQ#top", YOUTUBE),
    ("https://youtu.be/dQw4w9WgXcQ?si=abc", YOUTUBE),
    ("HTTPS://YOUTU.BE/dQw4w9WgXcQ", YOUTUBE),
    ("https://www.youtube.com/shorts/dQw4w9WgXcQ", YOUTUBE),
    ("https://www.youtube.com/live/dQw4w9WgXcQ?feature=share", YOUTUBE),
    ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", YOUTUBE),
    ("https://vimeo.com/76979871", "https://vimeo.com/76979871"),
    ("https://player.vimeo.com/video/76979871?h=8272103f6e", "https://vimeo.com/76979871"),
    ("https://dai.ly/x8abcde", "https://www.dailymotion.com/video/x8abcde"),
    ("https://soundcloud.com/courier/the-tide?in=x", "https://soundcloud.com/courier/the-tide"),
    ("https://soundcloud.com/courier/sets/tides", "https://soundcloud.com/courier/sets/tides"),
    ("https://open.spotify.com/intl-de/episode/4rOoJ6Egrf8K2IrywzwOMk?si=1", PLAYLIST),
    ("https://twitter.com/courier/status/1765432198765432100?s=20", TWEET),
    ("https://mobile.twitter.com/courier/statuses/1765432198765432100/photo/1", TWEET),
    ("https://bsky.app/profile/courier.example/post/3kabc", "https://bsky.app/profile/courier.example/post/3kabc"),
    ("https://toot.wales/@courier/112233", "https://toot.wales/@courier/112233"),
    ("https://mastodon.social/@courier@toot.wales/112233", "https://mastodon.social/@courier@toot.wales/112233"),
    ("https://www.tiktok.com/@courier/video/7300000000000000000", None),
    ("https://www.flickr.com/photos/courier/5000/in/album-1", "https://www.flickr.com/photos/courier/5000"),
]
UNKNOWN = [
    "https://www.youtube.com/",
    "https://www.youtube.com/@courier",
    "https://www.youtube.com/watch?v=short",
    "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
    "https://evil.example/youtu.be/dQw4w9WgXcQ",
    "https://evilyoutube.com/watch?v=dQw4w9WgXcQ",
    "https://wwwxyoutube.com/watch?v=dQw4w9WgXcQ",
    'https://vimeo.com/76979871"onload="x',
    "https://vimeo.com/٧٦٩",
    "https://vimeo.com/channels/staffpicks",
    "https://x.com/courier",
    "https://user@youtu.be/dQw4w9WgXcQ",
    "https://youtu.be:8080/dQw4w9WgXcQ",
    "javascript://youtu.be/dQw4w9WgXcQ",
    "youtu.be/dQw4w9WgXcQ",
    "",
]


@pytest.mark.parametrize(("written", "address"), KNOWN)
def test_one_thing_has_one_address_however_it_is_written(written, address):
    thing = thing_at(written)

    assert thing.address == (address or written)
    assert thing_at(thing.address) == thing
    assert resolve_address(thing.address).href == thing.address


@pytest.mark.parametrize("address", UNKNOWN)
def test_address_that_is_none_of_theirs_is_not_known(address):
    assert thing_at(address) is None


def test_every_provider_has_an_example_and_is_asked_and_framed_over_https_alone():
    things = [thing_at(written) for written, _address in KNOWN]
    tried = {thing.provider.asks for thing in things}
    frames = [thing.frame for thing in things if thing.frame]

    assert [each.name for each in PROVIDERS if each.asks not in tried and each.name != "Mastodon"] == []
    assert all(each.asks.startswith("https://") for each in PROVIDERS)
    assert len(frames) > 15
    assert all(re.fullmatch(r"https://[a-z0-9.-]+", thing.origin) for thing in things if thing.frame)


def test_frame_is_of_the_providers_own_host_whatever_the_address_says():
    """What an address holds stands in the path or in the query of the frame, never in its host."""
    hosts = {urlsplit(each.frame.format(id="a", name="b", url="c")).netloc for each in PROVIDERS if each.frame}

    assert {urlsplit(thing.frame).netloc for written, _address in KNOWN if (thing := thing_at(written)).frame} <= hosts
    assert not any("{" in urlsplit(each.frame).netloc for each in PROVIDERS)
    assert thing_at("https://soundcloud.com/a/b").frame.endswith("?url=https%3A%2F%2Fsoundcloud.com%2Fa%2Fb")
