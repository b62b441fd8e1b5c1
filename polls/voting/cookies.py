"""The two things that a voter's browser keeps: a token that means nothing, and what it voted.

Both are set by the answer to a vote and nowhere else, so a page that was only read leaves no trace.
"""

import datetime as dt
import re
import uuid

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from common.client_network import network_of
from common.cookie_names import cookie_name
from polls.models import FirstClick
from polls.voting.ballot_box import new_voter

VOTER_SHAPE = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)
DOUBLE_CLICK = dt.timedelta(seconds=2)
DAYS_90 = 90 * 24 * 60 * 60


def voter_cookie() -> str:
    return cookie_name("voter")


def vote_cookie(poll) -> str:
    return cookie_name("vote", path=poll.cookie_path)


def edit_token_cookie(poll) -> str:
    return cookie_name("recall", path=poll.cookie_path)


def _common():
    return {"max_age": DAYS_90, "httponly": True, "samesite": "Lax", "secure": settings.HTTPS}


def voter_of(request, *, poll, marks=()) -> str:
    """The token that this browser was given, or a new one; what we did not write is not believed."""
    kept = request.COOKIES.get(voter_cookie(), "")
    if VOTER_SHAPE.fullmatch(kept):
        return kept
    if request.headers.get("Sec-Fetch-User") == "?1":
        return _voter_of_click(request, poll, marks)
    return new_voter()


def _voter_of_click(request, poll, marks):
    """One token for a double click in a browser without script, whose second request leaves before it has a cookie.

    Only a form sent by hand says Sec-Fetch-User. Two clicks are one when they come within two seconds from the same
    network and browser with the same marks, whatever process meets them. What is kept for these seconds is a hash.
    """
    traits = [request.headers.get(name, "") for name in ("User-Agent", "Accept-Language", "Sec-CH-UA")]
    who = "\n".join([str(poll.pk), network_of(request), *traits, *map(str, sorted(marks))])
    click = salted_hmac("polls.click", who, secret=settings.SECRET_KEY, algorithm="sha256").digest()
    now = timezone.now()
    return FirstClick.objects.token_of(
        click=uuid.UUID(bytes=click[:16]), token=new_voter(), at=now, until=now + DOUBLE_CLICK
    )


def keep_voter(response, voter) -> None:
    response.set_cookie(voter_cookie(), voter, path="/", **_common())


def keep_vote(response, *, poll, marks) -> None:
    """Let the reader's own browser, and nobody else, remember what was marked."""
    value = "-".join(str(mark) for mark in sorted(marks))
    response.set_signed_cookie(vote_cookie(poll), value, salt=_salt(poll), path=poll.cookie_path, **_common())


def vote_of(request, *, poll) -> frozenset[int] | None:
    """What this browser remembers of its vote: None if it has not voted, an empty set if it only knows that it has."""
    value = request.get_signed_cookie(vote_cookie(poll), default=None, salt=_salt(poll), max_age=DAYS_90)
    if value is None:
        return None
    return frozenset(int(mark) for mark in value.split("-") if mark)


def keep_edit_token(response, *, poll, token) -> None:
    """What finds this reader's ballot while the poll is open. We keep a hash of it, on the ballot."""
    response.set_cookie(edit_token_cookie(poll), token, path=poll.cookie_path, **_common())


def edit_token_of(request, *, poll) -> str:
    kept = request.COOKIES.get(edit_token_cookie(poll), "")
    return kept if VOTER_SHAPE.fullmatch(kept) else ""


def _salt(poll):
    return f"polls.vote.{poll.pk}"
