"""The two things that a voter's browser keeps: a token that means nothing, and what it voted.

Both are set by the answer to a vote and nowhere else, so a page that was only read leaves no trace.
"""

import hashlib
import re

from django.conf import settings
from django.core.cache import caches

from newsroom.lib.network import network_of
from polls.voting import new_voter

VOTER_SHAPE = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)
VOTE = "vote"
RECALL = "recall"
DOUBLE_CLICK = 2  # seconds
DAYS_90 = 90 * 24 * 60 * 60


def voter_cookie():
    """The token's name; over https the browser itself then sees to it that only this host can set it."""
    return "__Host-voter" if settings.HTTPS else "voter"


def _common():
    return {"max_age": DAYS_90, "httponly": True, "samesite": "Lax", "secure": settings.HTTPS}


def voter_of(request, *, poll) -> str:
    """The token that this browser was given, or a new one; what we did not write is not believed."""
    kept = request.COOKIES.get(voter_cookie(), "")
    if VOTER_SHAPE.fullmatch(kept):
        return kept
    if request.headers.get("Sec-Fetch-User") == "?1":
        return _voter_of_click(request, poll)
    return new_voter()


def _voter_of_click(request, poll):
    """One token for a double click in a browser without script, whose second request leaves before it has a cookie.

    Only a form sent by hand says Sec-Fetch-User. The memory is this process's own and lasts seconds, so that nothing
    which names a network is ever stored.
    """
    who = [str(poll.pk), network_of(request), request.headers.get("User-Agent", "")]
    click = hashlib.sha256("\n".join(who).encode()).hexdigest()
    return caches["process"].get_or_set(f"click:{click}", new_voter, DOUBLE_CLICK)


def keep_voter(response, voter):
    response.set_cookie(voter_cookie(), voter, path="/", **_common())


def keep_vote(response, *, poll, marks):
    """Let the reader's own browser, and nobody else, remember what was marked."""
    value = "-".join(str(mark) for mark in sorted(marks))
    response.set_signed_cookie(VOTE, value, salt=_salt(poll), path=poll.get_absolute_url(), **_common())


def vote_of(request, *, poll) -> frozenset[int] | None:
    """What this browser remembers of its vote: None if it has not voted, an empty set if it only knows that it has."""
    value = request.get_signed_cookie(VOTE, default=None, salt=_salt(poll), max_age=DAYS_90)
    if value is None:
        return None
    return frozenset(int(mark) for mark in value.split("-") if mark)


def keep_recall(response, *, poll, token):
    """What finds this reader's ballot while the poll is open. We keep a hash of it, on the ballot."""
    response.set_cookie(RECALL, token, path=poll.get_absolute_url(), **_common())


def recall_of(request) -> str:
    kept = request.COOKIES.get(RECALL, "")
    return kept if VOTER_SHAPE.fullmatch(kept) else ""


def _salt(poll):
    return f"polls.vote.{poll.pk}"
