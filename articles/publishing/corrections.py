"""How prominently a mistake is to be put right: judged by how long it stood and how many read it."""

from dataclasses import dataclass

from django.db.models import Sum
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Correction

LONG, MANY = 24, 1000  # hours live, readers: from here on the mistake has a life of its own
SHORT, FEW = 1, 50  # below both, hardly anybody has met it


@dataclass
class Prominence:
    place: str
    words: str


def proposed_prominence(article: Article) -> Prominence | None:
    """What the desk proposes, in words; None for a story that nobody could have read."""
    live = article.live_edition()
    if live is None:
        return None
    hours = int((timezone.now() - live.first_published_at).total_seconds() // 3600)
    readers = article.read_hours.aggregate(sum=Sum("readers"))["sum"] or 0
    facts = _facts(hours, readers)
    if hours >= LONG or readers >= MANY:
        return Prominence(
            Correction.Place.TOP,
            _("%(facts)s. Put it at the top of the story, and think of the front page as well.") % {"facts": facts},
        )
    if hours < SHORT and readers < FEW:
        return Prominence(Correction.Place.FOOT, _("%(facts)s. The foot of the story is enough.") % {"facts": facts})
    return Prominence(Correction.Place.TOP, _("%(facts)s. Put it at the top of the story.") % {"facts": facts})


def _facts(hours, readers):
    live = ngettext("Live for %(count)s hour", "Live for %(count)s hours", hours) % {"count": number_format(hours)}
    read = ngettext("%(count)s reader", "%(count)s readers", readers) % {"count": number_format(readers)}
    return _("%(live)s and read by %(readers)s") % {"live": live, "readers": read}
