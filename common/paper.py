"""What the paper is called and how it looks, for every app: what the desk has filled in, else the settings."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import Error
from django.urls import reverse

from common.site_version import remembered


@dataclass(frozen=True)
class Identity:
    """The paper as readers know it. Pictures and the sheet are paths on this site."""

    name: str
    town: str
    strapline: str = ""
    legal_line: str = ""
    accounts: tuple[tuple[str, str], ...] = ()  # at which host, and the whole address
    logo: str = ""
    sharing_picture: str = ""
    sharing_alt: str = ""
    accent: str = ""  # its colour
    sheet: str = ""  # of its own colours
    is_text_only: bool = False  # in a crisis
    may_republish: bool = False  # whether other papers may print its stories


def from_settings() -> Identity:
    return Identity(settings.PAPER_NAME, settings.PAPER_TOWN)


# Set by the project: asks the database.
fetch: Callable[[], Identity] = from_settings
_last: Identity | None = None


def paper() -> Identity:
    """Remembered until the desk changes it. Where the database cannot be had, what was known last."""
    global _last
    try:
        _last = remembered("paper", ["site"], lambda: fetch())
    except Error:
        return last_known_paper()
    return _last


def last_known_paper() -> Identity:
    """For pages that must not wait for the database."""
    return _last or from_settings()


def paper_name() -> str:
    return paper().name


def publisher_data() -> dict:
    """The paper told to machines in the words of schema.org."""
    known = paper()
    data = {"@type": "NewsMediaOrganization", "name": known.name, "url": settings.SITE_URL}
    logo = known.logo or reverse("icon-512")
    data["logo"] = {"@type": "ImageObject", "url": f"{settings.SITE_URL}{logo}"}
    if known.accounts:
        data["sameAs"] = [address for _host, address in known.accounts]
    return data
