"""What every page of the paper carries: its name and its sections."""

from django.conf import settings
from django.core.cache import caches

from articles.models import Section

SECONDS = 5  # how long a process may go on with the sections it knows


def paper(request):
    return {
        "paper_name": settings.PAPER_NAME,
        "paper_town": settings.PAPER_TOWN,
        "paper_email": settings.PAPER_EMAIL,
        "site_url": settings.SITE_URL,
        "navigation": _Navigation(),
    }


class _Navigation:
    """The sections on top, fetched only by a page that draws them and remembered for a few seconds."""

    def __iter__(self):
        return iter(caches["process"].get_or_set("navigation", lambda: list(Section.objects.on_navigation()), SECONDS))
