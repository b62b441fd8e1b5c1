"""Stories whose documents say something else now."""

from django.utils import timezone

from articles.models import Document, Edition
from articles.search.index import index


def index_again(document: Document) -> None:
    """Its words have changed: stories that show it are found by the new ones."""
    editions = Edition.objects.filter(placements__document=document, search_entry__isnull=False)
    for edition in editions.exclude(ends_at__lte=timezone.now()).select_related("section").distinct():
        index(edition)
