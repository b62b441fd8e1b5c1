"""What stood in a frame of another site: a paragraph with a link, so that it is read where the frame is not shown."""

from urllib.parse import parse_qs, urlsplit

from django.utils.html import escape
from django.utils.translation import gettext as _

SITES = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "vimeo.com": "Vimeo",
    "twitter.com": "Twitter",
    "x.com": "X",
    "instagram.com": "Instagram",
    "facebook.com": "Facebook",
    "soundcloud.com": "SoundCloud",
    "spotify.com": "Spotify",
    "tiktok.com": "TikTok",
    "dailymotion.com": "Dailymotion",
    "documentcloud.org": "DocumentCloud",
    "scribd.com": "Scribd",
    "slideshare.net": "SlideShare",
    "datawrapper.de": "Datawrapper",
    "dwcdn.net": "Datawrapper",
    "flourish.studio": "Flourish",
    "infogram.com": "Infogram",
    "tableau.com": "Tableau",
    "google.com": "Google",
    "bsky.app": "Bluesky",
    "threads.net": "Threads",
    "reddit.com": "Reddit",
    "flickr.com": "Flickr",
    "audioboom.com": "Audioboom",
    "mixcloud.com": "Mixcloud",
    "issuu.com": "Issuu",
}


def site_of(address: str) -> str:
    """The name of the site whose frames are known, or nothing."""
    try:
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
    return next((name for site, name in SITES.items() if host == site or host.endswith(f".{site}")), "")


def page_of(address: str) -> str:
    """The page that one can go to, where the address is that of a player."""
    address = f"https:{address}" if address.startswith("//") else address
    parts = urlsplit(address)
    host, path = (parts.hostname or ""), parts.path
    if "youtube" in host and path.startswith("/embed/"):
        return f"https://www.youtube.com/watch?v={path.removeprefix('/embed/').strip('/')}"
    if host == "player.vimeo.com":
        return f"https://vimeo.com/{path.rpartition('/')[2]}"
    if host.endswith("facebook.com") and path.startswith("/plugins/"):
        return parse_qs(parts.query).get("href", [address])[0]
    return address


def card(address: str, words: str = "") -> str:
    """The paragraph, or nothing where there is no address of the web."""
    try:
        page = page_of(address.strip())
    except ValueError:
        return ""
    if not page.startswith(("http://", "https://")):
        return ""
    site = site_of(page)
    words = words.strip() or (_("See it on %(site)s") % {"site": site} if site else page)
    return f'<p data-card="{escape(site)}"><a href="{escape(page)}">{escape(words)}</a></p>'
