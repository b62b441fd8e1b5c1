"""Under which addresses a post was known: its own, and those at which WordPress showed it or sent its readers on."""

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from articles.importing.items import Kind
from articles.importing.source import Material

PAGE_BREAK = re.compile(r"<!--nextpage-->")
MOST_PAGES = 50
MOST_ATTACHMENTS = 500
DEEPEST = 10  # categories in one another


def folder_of(site: dict) -> dict[str, str]:
    """In what folder of its host the site of an export stands, if in any: "/blog"."""
    try:
        path = urlsplit(site.get("base_blog_url") or site.get("link", "")).path.rstrip("/")
    except ValueError:
        path = ""
    return {"folder": path} if path else {}


def address_of(post: dict) -> str:
    """Its own. Nothing where no browser could have followed it."""
    address = post.get("link", "")
    try:
        urlsplit(address)
    except ValueError:
        return ""
    return address


def old_paths(post: dict, published: dt.datetime | None, material: Material) -> tuple[str, ...]:
    """Its numbers, its earlier slugs under each date and category, its further pages and those of what hangs on it."""
    path, slug = urlsplit(address_of(post)).path, post.get("post_name", "")
    slugs = [slug, *filter(None, post["meta"].get("_wp_old_slug", []))]
    bases = _bases(post, path.rpartition(f"/{slug}")[0], published, material) if slug and f"/{slug}" in path else []
    paths = [*_numbered(post), *first_address(post), *(f"{base}/{each}/" for base in bases for each in slugs)]
    paths += _further_pages(post, path)
    paths += _attachment_pages(post, material)
    return tuple(dict.fromkeys(paths))


def _numbered(post):
    """At the root, and in the folder that the site stands in, if it does."""
    number = post["id"]
    if not number.isdecimal():
        return []
    names = [f"?p={number}", *([f"?page_id={number}"] if post.get("post_type") == "page" else []), f"archives/{number}"]
    return [f"{folder}/{name}" for folder in dict.fromkeys(("", post.get("folder", ""))) for name in names]


def first_address(post: dict) -> list[str]:
    """Its guid is the address that it had when it was written, in some versions of WordPress with its slug."""
    guid = post.get("guid", "")
    number = re.search(r"[?&](?:p|page_id)=(\d+)", guid)
    if number and number[1] != post["id"]:  # of another site, from which it moved: here another post has that number
        return []
    return [guid] if re.match(r"https?://[^/]+/.", guid) else []


def _bases(post, base, published, material):
    """What stood before its slug: its own dates and earlier ones, or any of its categories."""
    if published and re.search(r"/\d{4}/\d{2}(?:/\d{2})?$", base):
        days = [date.replace("-", "/") for date in post["meta"].get("_wp_old_date", [])]
        return [base, *(_dated(base, day) for day in days)]
    ways = [way for term in post["terms"] if term["domain"] == "category" for way in _ways_to(term["slug"], material)]
    own = max((way for way in ways if f"{base}/".endswith(f"/{way}/")), key=len, default="")
    return [base, *(f"{base.removesuffix(own)}{way}" for way in ways)] if own else [base]


def _dated(base, day):
    """The beginning of a dated path with another date, to the same depth."""
    depth = 3 if re.search(r"/\d{4}/\d{2}/\d{2}$", base) else 2
    return re.sub(r"(?:/\d{2,4}){2,3}$", "/" + "/".join(day.split("/")[:depth]), base)


def _ways_to(slug, material) -> Iterator[str]:
    """A category's path from the top, then those of the ones above it."""
    slugs = [slug]
    while len(slugs) < DEEPEST and (above := (material.get(Kind.TERM, f"category:{slugs[0]}") or {}).get("above")):
        if above in slugs:
            break
        slugs.insert(0, above)
    for end in range(len(slugs), 0, -1):
        yield "/".join(slugs[:end])


def _further_pages(post, path):
    """A long text was cut into pages, each with a number behind the address. Its whole stands on one here."""
    pages = min(len(PAGE_BREAK.findall(post.get("content", ""))) + 1, MOST_PAGES)
    return [f"{path.rstrip('/')}/{number}/" for number in range(2, pages + 1)] if path.strip("/") else []


def _attachment_pages(post, material):
    """Each picture had a page of its own; whoever finds one is sent to the story that the picture hangs on."""
    paths = []
    for asset in list(material.children(Kind.ASSET, post["id"]))[:MOST_ATTACHMENTS]:
        paths += [f"/?attachment_id={asset['id']}"] if asset["id"].isdecimal() else []
        parts = urlsplit(address_of(asset))
        is_page = parts.path.strip("/") not in {"", post.get("folder", "").strip("/")} or parts.query
        paths += [parts._replace(scheme="", netloc="").geturl()] if is_page else []
    return paths
