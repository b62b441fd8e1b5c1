"""One spelling for the many under which an address of another system was known.

A path is decoded, in NFC and small letters, without a slash at its end and without `index.php` before it. Of a query
a number that names a story is kept. Who looks for it tries it as it stands first, then without its query, then without
what WordPress and others hang on an address: /amp, /feed, /embed, /page/2; and what we do, for an entry of a story.
"""

import re
import unicodedata
from urllib.parse import parse_qsl, unquote, urlsplit

LONGEST = 400
NUMBERED = ("p", "page_id", "attachment_id")  # of WordPress, at the root
NUMBERS = {*NUMBERED, "id", "article", "articleid", "article_id", "story", "storyid", "newsid", "nid", "aid", "sid"}
HUNG_ON = re.compile(
    r"(?:/(?:amp|feed(?:/(?:rss2?|atom|rdf))?|embed|trackback|page/\d{1,5}|comment-page-\d{1,5}|"
    r"entry/[0-9a-f-]{36}|entries/\d{1,5}))+$"
)
INNER_INDEX = re.compile(r"/index\.php(?=/|$)")  # of a site in a folder
INDEX = re.compile(r"^/index\.(?:php|html?)(?=/|$)")


def old_path(address: str) -> str:
    """The spelling under which an old address is kept; empty where nothing is left of it, or it is too long."""
    return next(iter(old_paths(address)), "")


def old_paths(address: str) -> list[str]:
    """The spellings under which an old address may be kept, the surest first."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return []
    path = unicodedata.normalize("NFC", unquote(parts.path)).lower()
    path = INDEX.sub("", re.sub(r"/{2,}", "/", f"/{path}")).rstrip("/")
    numbers = [f"{name}={value}" for name, value in parse_qsl(parts.query) if name in NUMBERS and value.isdigit()]
    number = f"?{numbers[0]}" if numbers else ""
    found = []
    bare = INNER_INDEX.sub("", path)
    for each in dict.fromkeys((path, HUNG_ON.sub("", path), bare, HUNG_ON.sub("", bare))):
        found += [f"{each or '/'}{number}"] * bool(number) + [each] * bool(each)
    return [each for each in dict.fromkeys(found) if len(each) <= LONGEST and _is_written(each)]


def _is_written(path):
    return not any(unicodedata.category(sign) == "Cc" for sign in path)
