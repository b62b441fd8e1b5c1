"""Stories whose documents say something else now, or are shown no more."""

import datetime as dt

from django.utils import timezone

from articles.models import Document, Edition, EntryEdition
from articles.search.index import index, index_entries


def index_again(document: Document) -> None:
    """What it says has changed: stories that show it, or an entry with it, are found by that."""
    editions = Edition.objects.filter(placements__document=document, search_entry__isnull=False)
    for edition in editions.exclude(ends_at__lte=timezone.now()).select_related("section").distinct():
        index(edition)
    for edition in EntryEdition.objects.filter(placements__document=document, ends_at=None).distinct():
        index_entries(story=edition.story_id, new=edition)


def index_what_ended() -> None:
    """Nothing is found by what documents say whose rights ended with yesterday. Every hour: midnight is the paper's."""
    for document in Document.objects.filter(rights_until=timezone.localdate() - dt.timedelta(days=1)).exclude(says=""):
        index_again(document)
