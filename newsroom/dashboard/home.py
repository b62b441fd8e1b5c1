"""The desk's first page at the hour when hardly anybody is there: what needs a person, and what goes by itself."""

from django.utils import timezone

from articles.models import Article
from newsroom.dashboard import desk, embeds, house, polls, running, stories, wires
from newsroom.dashboard.figures import figures
from newsroom.dashboard.first_day import steps_for
from newsroom.dashboard.models import ShiftNote
from newsroom.dashboard.viewer import Viewer


def home_of(user) -> dict:
    """Only what this person may see and do something about; what is grave stands first."""
    viewer = Viewer(user)
    votes, closing = polls.polls(viewer)
    told_in_entries = running.running(viewer)
    now = [*running.entries(viewer, told_in_entries), *_for_a_person(viewer, votes)]
    clock = sorted(
        [*stories.going_out(viewer), *running.going_out(told_in_entries), *closing], key=lambda alert: alert.at
    )
    yours = stories.yours(viewer)
    taken = {alert.story for alert in yours}
    return {
        "time": timezone.localtime(viewer.now),
        "first_day": steps_for(viewer),
        "morning": viewer.morning,
        "now": sorted(now, key=lambda alert: (not alert.is_grave, alert.at)),
        "tonight": [alert for alert in clock if alert.at < viewer.morning],
        "later": [alert for alert in clock if alert.at >= viewer.morning],
        "waiting": [alert for alert in stories.waiting(viewer) if alert.story not in taken],
        "yours": yours,
        "diary": desk.diary(viewer),
        "running": told_in_entries,
        "writes": viewer.can("view", Article),
        "notes": list(ShiftNote.objects.last_few(viewer.now)) if viewer.can("view", Article) else [],
        **(figures(viewer.now) if viewer.can("view", Article) else {}),
    }


def _for_a_person(viewer, votes):
    """What waits for somebody now, of all parts of the paper."""
    return [
        *stories.embargoes(viewer),
        *wires.matters(viewer),
        *wires.sources(viewer),
        *desk.complaints(viewer),
        *desk.letters(viewer),
        *desk.comments(viewer),
        *desk.suggestions(viewer),
        *desk.webhooks(viewer),
        *votes,
        *desk.pictures(viewer),
        *desk.rights(viewer),
        *embeds.gone(viewer),
        *house.letters(viewer),
        *house.tasks(viewer),
        *house.worker(viewer),
        *house.audit(viewer),
        *house.money(viewer),
        *desk.open_long(viewer),
    ]
