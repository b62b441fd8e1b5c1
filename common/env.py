"""Read settings from the environment; a bad one stops the start with its name and what it should be."""

import contextlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured

from common.text import clean_text

YES = {"1", "true", "yes", "on"}
NO = {"", "0", "false", "no", "off"}
SHORTEST_SECRET = 50  # as Django's own deployment check wants it


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def line(name: str, default: str = "") -> str:
    """Words that readers see, such as the paper's name."""
    return clean_text(text(name)) or default


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if name not in os.environ:
        return default
    if value in YES | NO:
        return value in YES
    raise ImproperlyConfigured(f"{name} should be 1 or 0, not {value!r}.")


def check_secrets(*keys: str) -> None:
    """Raises ImproperlyConfigured where one of them can be guessed."""
    if min(map(len, keys)) < SHORTEST_SECRET:
        wanted = f"at least {SHORTEST_SECRET} random characters"
        raise ImproperlyConfigured(f"SECRET_KEY should be {wanted}, and so should each of SECRET_KEY_FALLBACKS.")


def number(name: str, default: int, *, min: int = 0, max: int = 2**31) -> int:
    value = text(name, str(default))
    if value.isascii() and value.isdigit() and min <= int(value) <= max:
        return int(value)
    raise ImproperlyConfigured(f"{name} should be a whole number from {min} to {max}, not {value!r}.")


def one_of(name: str, default: str, choices: Iterable[str]) -> str:
    value = text(name, default)
    if value in choices:
        return value
    raise ImproperlyConfigured(f"{name} should be one of {', '.join(choices)}, not {value!r}.")


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def ports(name: str) -> list[int]:
    given = words(name)
    if all(port.isascii() and port.isdecimal() and 0 < int(port) < 65536 for port in given):
        return [int(port) for port in given]
    raise ImproperlyConfigured(f"{name} should be numbers of ports with commas between them, not {text(name)!r}.")


def address(name: str, default: str) -> str:
    """The paper's own address, such as https://www.example.org, without a path."""
    value = text(name, default).rstrip("/")
    with contextlib.suppress(ValueError):
        parts = urlsplit(value)
        is_web = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        if is_web and not (parts.path or parts.query or parts.fragment or "@" in parts.netloc):
            return value
    raise ImproperlyConfigured(f"{name} should be an address such as https://www.example.org, not {value!r}.")


def addresses(name: str) -> list[str]:
    """Addresses of others, between commas."""
    found = words(name)
    for value in found:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
            raise ImproperlyConfigured(f"{name} should be addresses such as https://hub.example.org, not {value!r}.")
    return found


def contact(name: str, default: str) -> str:
    """Where strangers write to: a mailbox or a page."""
    value = text(name, default)
    with contextlib.suppress(ValueError):
        parts = urlsplit(value)
        is_mailbox = parts.scheme == "mailto" and "@" in parts.path
        if (is_mailbox or (parts.scheme == "https" and parts.hostname)) and value.isprintable() and " " not in value:
            return value
    raise ImproperlyConfigured(f"{name} should begin with mailto: or https:, not {value!r}.")


def database(name: str, default: str) -> dict:
    """Where the words are kept. A wrong address is not repeated, for it may hold a password."""
    with contextlib.suppress(ValueError, KeyError):
        address = urlsplit(text(name, default))
        found = {"sqlite": _sqlite, "postgres": _postgresql, "postgresql": _postgresql}[address.scheme](address)
        if found["NAME"]:
            return found
    raise ImproperlyConfigured(f"{name} should be an address such as postgres://user:password@host/database.")


def redis(name: str) -> str:
    """Where the shared counters are kept, or nothing."""
    value = text(name)
    with contextlib.suppress(ValueError):
        parts = urlsplit(value)
        if not value or (parts.scheme in {"redis", "rediss"} and parts.hostname and parts.port != 0):
            return value
    raise ImproperlyConfigured(f"{name} should be an address such as redis://host:6379/0.")


def bucket(name: str) -> dict[str, str | None] | None:
    """The bucket that pictures and films lie in, where it is and how to get in; nothing where they lie in DATA.

    Without a key the machine's own role is asked, as at Amazon.
    """
    about = {other: text(other) for other in ("MEDIA_ENDPOINT", "MEDIA_REGION", "MEDIA_KEY_ID", "MEDIA_KEY_SECRET")}
    if not text(name):
        if set_anyway := [other for other, value in about.items() if value]:
            raise ImproperlyConfigured(f"{name} should name the bucket where {set_anyway[0]} is set.")
        return None
    if bool(about["MEDIA_KEY_ID"]) != bool(about["MEDIA_KEY_SECRET"]):
        raise ImproperlyConfigured("MEDIA_KEY_ID and MEDIA_KEY_SECRET should be set together.")
    return {
        "bucket_name": text(name),
        "endpoint_url": address("MEDIA_ENDPOINT", "") if about["MEDIA_ENDPOINT"] else None,
        "region_name": about["MEDIA_REGION"] or None,
        "access_key": about["MEDIA_KEY_ID"] or None,
        "secret_key": about["MEDIA_KEY_SECRET"] or None,
    }


def stripe_keys(*, demo: bool) -> tuple[str, str]:
    """The key of the paper's Stripe account and the one that signs its messages: both or neither, never repeated."""
    secret, webhook = text("STRIPE_SECRET_KEY"), text("STRIPE_WEBHOOK_SECRET")
    if not (secret or webhook):
        return "", ""
    mode = "test" if demo else "live"
    if not secret.startswith((f"sk_{mode}_", f"rk_{mode}_")):
        reason = "with DEMO=1, test keys alone" if demo else "without DEMO=1, live keys alone"
        raise ImproperlyConfigured(f"STRIPE_SECRET_KEY should begin with sk_{mode}_ or rk_{mode}_: {reason}.")
    if not webhook.startswith("whsec_"):
        raise ImproperlyConfigured("STRIPE_WEBHOOK_SECRET should begin with whsec_: Stripe shows it with the endpoint.")
    return secret, webhook


def bounces() -> tuple[str, str]:
    """The address that takes reports of mail servers, and the mailbox behind it. A wrong one is not repeated."""
    sender, mailbox = text("BOUNCE_ADDRESS"), text("BOUNCE_MAILBOX")
    name, at, domain = sender.rpartition("@")
    if sender and not (at and name and "." in domain and sender.isascii() and not set(sender) & set(" <>+,")):
        raise ImproperlyConfigured("BOUNCE_ADDRESS should be an address such as bounces@example.org, without a +.")
    with contextlib.suppress(ValueError):
        parts = urlsplit(mailbox)
        if not mailbox or (parts.scheme == "imaps" and parts.hostname and parts.username and parts.port != 0):
            return sender, mailbox
    raise ImproperlyConfigured("BOUNCE_MAILBOX should be an address such as imaps://name:password@host/INBOX.")


def zone(name: str, default: str) -> str:
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError):
        raise ImproperlyConfigured(f"{name} should be a time zone such as Europe/London, not {value!r}.") from None
    return value


def folder(name: str, default: Path) -> Path:
    """A folder that can be written; it is made when it is missing."""
    path = Path(text(name, str(default))).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe = path / f".write-{secrets.token_hex(4)}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        reason = error.strerror or error
        raise ImproperlyConfigured(f"{name} should be a folder that can be written: {path}: {reason}.") from None
    return path


def keep_private(*paths: Path) -> None:
    """Let nobody but its owner read a file or open a folder. One of another owner stays as it is."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.chmod(path.stat().st_mode & 0o700)


def kept_secret(path: Path) -> str:
    """A random secret that is made once and kept in a file that only its owner can read."""
    if not path.exists():
        # Whole before it has its name: several processes may start at the same moment, and one secret is for all.
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with open(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()


def _sqlite(address: SplitResult) -> dict:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": unquote(address.path[1:])}


def _postgresql(address: SplitResult) -> dict:
    """What PostgreSQL's own reader of addresses finds; parameters behind the name go to the connection."""
    from psycopg import Error  # a paper on SQLite starts without it
    from psycopg.conninfo import conninfo_to_dict

    try:
        found = conninfo_to_dict(address.geturl())
    except Error:
        raise ValueError from None
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    known = {ours: found.pop(theirs, "") for ours, theirs in named.items()}
    return {"ENGINE": "django.db.backends.postgresql", **known, "OPTIONS": found}
