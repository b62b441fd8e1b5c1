"""A poll outside the paper: as JSON, as a card in a frame, and as what other sites' software asks for."""

from django.conf import settings

from common.other_sites import Space, oembed_answer
from polls.models import Poll
from polls.results.policy import CAVEAT

WIDTH = 540
LINE, HEAD, FOOT = 58, 150, 130  # pixels of one answer, of what stands above them and of what stands below


def poll_oembed(pk: int, space: Space) -> dict | None:
    """What oEmbed tells of the poll, if readers have it."""
    poll = Poll.objects.public().with_choices().filter(pk=pk).first()
    if poll is None:
        return None
    return oembed_answer(
        path=poll.get_absolute_url(),
        frame=poll.embed_url,
        title=poll.question,
        words=poll.result_in_words(),
        size=space.cut(WIDTH, HEAD + FOOT + LINE * len(poll.answers)),
    )


def poll_as_json(poll: Poll) -> dict:
    """The poll and what anyone may see of its result now, with the caveat that belongs to it."""
    result = poll.public_result()
    return {
        "question": poll.question,
        "context": poll.context,
        "kind": poll.kind,
        "answers": [choice.label for choice in poll.answers],
        "opens_at": poll.opens_at.isoformat(),
        "closes_at": poll.closes_at.isoformat(),
        "phase": str(poll.phase().value),
        "url": settings.SITE_URL + poll.get_absolute_url(),
        "result": _result_as_json(result) if result else None,
        "note": str(CAVEAT),
    }


def _result_as_json(result):
    shown = {
        "is_final": result.is_final,
        "readers": result.voters,
        "removed": result.removed,
        "rows": [{"answer": row.label, "votes": row.count, "percent": row.percent} for row in result.rows],
    }
    if result.held is not None:
        shown["being_checked"] = result.held
    if result.median is not None:
        shown["median"] = result.median
    if result.movement:
        rows = [{"answer": row.choice.label, "net": row.net} for row in result.movement.rows]
        shown["movement"] = {"readers": result.movement.readers, "rows": rows}
    return shown
