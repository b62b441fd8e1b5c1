"""The desk's first page at the hour when hardly anybody is there: what needs a person, and what goes by itself."""

from django.utils import timezone

from newsroom.dashboard import desk, house, polls, stories
from newsroom.dashboard.figures import figures
from newsroom.dashboard.viewer import Watch


def home_of(user) -> dict:
    """Only what this person may see and do something about; what is grave stands first."""
    watch = Watch(user)
    votes, closing = polls.polls(watch)
    now = [
        *stories.embargoes(watch), *desk.complaints(watch), *votes, *desk.pictures(watch), *desk.rights(watch),
        *house.letters(watch), *house.tasks(watch), *house.money(watch), *desk.open_long(watch),
    ]  # fmt: skip
    clock = sorted([*stories.going_out(watch), *closing], key=lambda matter: matter.at)
    yours = stories.yours(watch)
    taken = {matter.story for matter in yours}
    return {
        "time": timezone.localtime(watch.now),
        "morning": watch.morning,
        "now": sorted(now, key=lambda matter: (not matter.is_grave, matter.at)),
        "tonight": [matter for matter in clock if matter.at < watch.morning],
        "later": [matter for matter in clock if matter.at >= watch.morning],
        "waiting": [matter for matter in stories.waiting(watch) if matter.story not in taken],
        "yours": yours,
        "diary": desk.diary(watch),
        "writes": watch.has("articles.view_article"),
        **(figures(watch.now) if watch.has("articles.view_article") else {}),
    }
