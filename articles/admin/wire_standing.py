"""How an agency's item stands, as the desk shows it: a name for its colour, and the words."""

from django.utils.translation import gettext as _

from articles.models import WireItem
from common.dates import briefly


def standing_of(item: WireItem) -> tuple[str, str]:
    if item.is_dead:
        return "withdrawn", item.get_status_display()
    if item.is_held:
        return "scheduled", _("Embargo, no time known")
    if item.is_embargoed():
        return "scheduled", _("Embargo until %(time)s") % {"time": briefly(item.embargoed_until)}
    if item.was_reopened:
        return "changed", _("Came back")
    if item.is_partial:
        return "never", _("Part of a story")
    return "live", _("Usable")
