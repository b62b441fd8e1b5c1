"""What one reader is told about a poll after a vote, beside what the page tells everybody."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from polls.results.policy import Audience, Result, result_for


@dataclass(frozen=True)
class Answer:
    # Marked answers: those voted for, or on a refused form those to keep.
    marks: frozenset[int] = frozenset()
    error: str = ""
    has_voted: bool = False
    # The vote arrived when the poll took none.
    came_late: bool = False
    # A second try by one who had voted.
    is_repeat: bool = False
    # Came to the answer page with no sign of a vote.
    is_unknown: bool = False
    # The browser sent cookies, and the web server could read none.
    is_hidden: bool = False
    # The browser holds the token that finds its vote, and the poll is open.
    may_change: bool = False
    is_changed: bool = False
    is_withdrawn: bool = False
    # Where a story asked: "before" or "after" reading, or nowhere in particular.
    asked: str = ""
    # Whoever is to answer again after reading is not told first what others said.
    is_kept_back: bool = False
    # The page of ours on which the reader voted without a script.
    back: str = ""
    result: Result | None = None


def answer_to_voter(poll, *, vote, token="", query=()) -> Answer:
    """The answer page, by what the browser remembers of its vote and what has just become of it."""
    is_withdrawn = "withdrawn" in query
    has_voted = vote is not None and not is_withdrawn
    audience = Audience.VOTER if has_voted else Audience.PUBLIC
    asked = next((phase for phase in ("before", "after") if phase in query), "")
    result = result_for(poll, audience=audience)
    is_kept_back = asked == "before" and not poll.is_closed() and poll.results != poll.Results.LIVE
    return Answer(
        marks=vote or frozenset(),
        has_voted=has_voted,
        is_repeat=has_voted and "again" in query,
        is_unknown=vote is None,
        may_change=bool(vote is not None and token and poll.is_open()),
        is_changed=has_voted and "changed" in query,
        is_withdrawn=is_withdrawn and vote is not None,
        asked=asked,
        is_kept_back=is_kept_back,
        back=_own_path(query["back"]) if "back" in query else "",
        result=None if is_kept_back else result,
    )


def story_path_of(request: HttpRequest) -> str:
    """The page of ours from which a form was sent by hand; nothing for a poll's own pages and for a script."""
    if "X-Poll-Script" in request.headers:
        return ""
    try:
        sent_from = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    is_ours = sent_from.netloc == request.get_host()
    path = _own_path(sent_from.path) if is_ours else ""
    return "" if path.startswith("/polls/") else path


def _own_path(path):
    """A path on this site, whatever else the address may try to be."""
    return path if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""
