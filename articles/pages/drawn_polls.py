"""Polls in stories as this process drew them, for as long as all that was drawn is the same."""

from django.utils.translation import get_language

from articles.body.document import Placed
from articles.body.rendering import Html, Renderer
from polls.models import Poll

MOST = 300
_drawn: dict[str, Html] = {}


def drawn_poll(renderer: Renderer, poll: Poll, role: str) -> Html:
    """The poll as `renderer` draws it. A vote, a change or a turn of the clock makes it another one."""
    rows = [poll, *([poll.tally] if hasattr(poll, "tally") else []), *poll.answers]
    facts = repr([get_language(), renderer.objects.story, role, poll.phase(), [_values_of(row) for row in rows]])
    if facts not in _drawn:
        if len(_drawn) >= MOST:
            _drawn.clear()
        _drawn[facts] = renderer.draw(Placed("poll", poll.pk), role=role)
    return _drawn[facts]


def _values_of(row):
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]
