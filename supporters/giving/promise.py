"""What somebody promises to give, as a form of the reader or of the desk says it."""

from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.auth.models import User

from supporters.appeals.link_token import LeadingStory
from supporters.appeals.utm import Utm
from supporters.models import ContributionPage
from supporters.providers import OFFICE


class InHonour(NamedTuple):
    """Whom a pledge honours or remembers, and who is to be told of it."""

    kind: str
    name: str
    notify_email: str


@dataclass(frozen=True)
class Promise:
    page: ContributionPage
    frequency: str
    amount_minor: int
    name: str
    email: str
    organisation: str = ""
    provider: str = OFFICE
    is_by_mail: bool = False  # the way to the card page goes to the address alone
    is_told_how: bool = True  # how to pay: not who has paid
    by: User | None = None  # who at the desk writes it down
    source: str = ""  # the page of the form, or how it reached the desk
    is_named: bool = False
    message: str = ""  # beside the name
    dedication: InHonour | None = None
    wants_newsletter: bool = False
    story: LeadingStory | None = None  # beside which the appeal stood
    link: Utm | None = None  # what the address said of where the reader came from
