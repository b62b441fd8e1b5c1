"""Where a link of a story may lead: the address that is tested is the address that is stored."""

import base64
import binascii
import re
from typing import NamedTuple
from urllib.parse import unquote

from articles.body.paste_rules import LINKS

LONGEST = 2000
WRAPPED_AT_MOST = 4  # one wrapper in the other
MAIL = re.compile(r"[^\s@:/?<>\"]+@[\w-]+(\.[\w-]+)+")
PHONE = re.compile(r"tel:\+?[0-9][0-9().;=a-z-]{2,30}", re.I)
HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.[^\W\d_][\w-]+(:\d{1,5})?|(\d{1,3}\.){3}\d{1,3}(:\d{1,5})?|localhost(:\d{1,5})?")
WEB = re.compile(r"(https?):[/\\]*([^/\\?#]*)([^?#]*)(.*)", re.I | re.S)
PRIVATE = re.compile(
    r"(localhost|.*\.(local|internal|intranet|lan|corp|home)|127\..*|10\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*)"
    r"(:\d+)?"
)
SPACES_AT_ENDS = " \t\n\r\f\v\xa0"


class Address(NamedTuple):
    """The address as it is stored; without one, `refusal` says which kind of address cannot stand."""

    href: str
    refusal: str = ""  # fragment, relative, scheme or broken


def resolve_address(written: str) -> Address:
    """Complete, unwrap and strip an address as it was written, or say why no reader would arrive there."""
    text = re.sub(r"[\t\n\r]", "", written).strip(SPACES_AT_ENDS)
    if not text or text.startswith("#"):
        return Address("", "fragment")
    if len(text) > LONGEST:
        return Address("", "broken")
    if MAIL.fullmatch(text):
        return Address(f"mailto:{text}")
    text = _with_scheme(text)
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", text, re.I)
    if not scheme:
        return Address("", "relative")
    return _of_scheme(scheme[1].lower(), text)


def _of_scheme(scheme, text):
    if scheme in {"http", "https"}:
        return _web(text)
    if scheme == "mailto":
        address, _mark, extras = text[7:].strip("/").partition("?")
        address = address.replace("%40", "@")
        if not MAIL.fullmatch(address):
            return Address("", "broken")
        return Address(f"mailto:{address}" + (f"?{extras}" if extras else ""))
    if scheme == "tel":
        number = re.sub(r"[\s\xa0/]|%20", "", text)
        return Address(f"tel:{number[4:]}") if PHONE.fullmatch(number) else Address("", "broken")
    return Address("", "scheme")


def _with_scheme(text):
    """`www.example.org` and `example.org/tides` are addresses of the web; `tides.html` is a file beside another."""
    if re.match(r"[/\\]{2}[^/\\]", text):
        return f"https:{text}"
    host = re.split(r"[/\\?#]", text, maxsplit=1)[0].lower()
    is_port_only = re.fullmatch(r"[\w.-]+:\d{1,5}", host)
    if ":" in host and not is_port_only:
        return text
    is_named = host.startswith("www.") or not re.search(LINKS["files"], host)
    if is_named and "." in host and HOST.fullmatch(host) and not host.startswith("."):
        return f"https://{text}"
    return text


def _web(text):
    for _time in range(WRAPPED_AT_MOST):
        address = _canonical(text)
        if not address:
            return Address("", "broken")
        inside = _unwrap(address)
        if not inside:
            break
        text = inside
    return Address(_without_tracking(address))


def _canonical(text):
    """As a browser reads it: `https:\\\\Example.org` is `https://example.org`. Empty if it names no host."""
    scheme, host, path, rest = WEB.fullmatch(text).groups()
    host = host.lower().rstrip(".")
    if not HOST.fullmatch(host):
        return ""
    path = path.replace("\\", "/")
    return f"{scheme.lower()}://{host}{path}{rest}".replace(" ", "%20")


def _unwrap(address):
    for pattern in LINKS["path_wrappers"]:
        if found := re.match(pattern, address, re.I):
            inside = _decoded(found[1])
            return inside if re.match("https?:", inside, re.I) else f"https://{inside}"
    if not re.match(LINKS["wrappers"], address.split("://", 1)[1], re.I):
        return ""
    return next(filter(None, map(_inside, _query(address).split("&"))), "")


def _inside(pair):
    """The address that a value of a wrapper's query holds, however that wrapper writes it."""
    value = pair.partition("=")[2]
    if value.startswith("a1") and (found := _from_base64(value[2:])):
        return found
    if re.match("https?-3A", value, re.I):
        value = value.replace("-", "%").replace("_", "/")
    value = _decoded(value)
    return value if re.match("https?:[/\\\\]", value, re.I) else ""


def _from_base64(value):
    try:
        text = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return text if re.match("https?://", text) else ""


def _decoded(value):
    try:
        return unquote(value, errors="strict")
    except UnicodeDecodeError:
        return ""


def _query(address):
    return address.partition("#")[0].partition("?")[2]


def _without_tracking(address):
    main, mark, fragment = address.partition("#")
    path, question, query = main.partition("?")
    kept = [pair for pair in query.split("&") if not _tracks(pair)]
    if question and kept != [""]:
        path += "?" + "&".join(kept) if kept else ""
    return path + (mark + fragment if fragment and not _tracks(fragment) else "")


def _tracks(pair):
    return bool(re.match(LINKS["tracking"], _decoded(pair.partition("=")[0]), re.I))


def is_counter(href: str) -> bool:
    """Whether a mail program counts who follows this link, and does not say where it leads."""
    return bool(re.match(LINKS["counters"], _host(href), re.I))


def is_private(href: str) -> bool:
    """Whether only people in the house arrive there."""
    return bool(PRIVATE.fullmatch(_host(href)))


def _host(href):
    return re.split(r"[/?#]", href.partition("://")[2], maxsplit=1)[0]
