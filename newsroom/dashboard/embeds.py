"""What the first page of the desk says about things of other sites that live stories embed, and that are gone."""

import datetime as dt

from django.db.models import F
from django.utils.translation import gettext as _

from articles.models import Edition
from newsroom.dashboard.viewer import SHOWN, Alert, Viewer, story_url

NEWS_FOR = dt.timedelta(days=14)  # whoever has left a card in a story until then means it to stay


def gone(viewer: Viewer) -> list[Alert]:
    """The newest first, one row for each story that shows one."""
    since = viewer.now - NEWS_FOR
    rows = Edition.objects.live(viewer.now).filter(embeds__gone_since__gt=since, article__in=viewer.stories)
    told = {"title": F("embeds__title"), "provider": F("embeds__provider"), "gone": F("embeds__gone_since")}
    rows = rows.order_by("-embeds__gone_since", "-pk").values("article_id", "headline", **told)
    return [_gone(viewer, row) for row in rows[:SHOWN]]


def _gone(viewer, row):
    words = _("Embeds something that is gone from %(provider)s since %(time)s. Its card still says what it was.")
    said = words % {"provider": row["provider"], "time": viewer.clock(row["gone"])}
    url, story = story_url(row["article_id"]), row["article_id"]
    return Alert("rights", _("Embed"), row["headline"], said, url, row["gone"], note=row["title"], story=story)
