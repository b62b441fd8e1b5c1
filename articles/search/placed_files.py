"""What documents say that stand in a story: found with its words."""

from collections.abc import Iterator

from articles.body.document import things_placed
from articles.models import Document


def said_in(body: str) -> Iterator[str]:
    """The words of each document that readers meet there. One query, where there is a document at all."""
    pks = [thing.pk for thing in things_placed(body) if thing.kind == Document.PLACED_AS]
    for document in Document.objects.filter(pk__in=pks).exclude(says="").order_by("pk") if pks else ():
        if document.may_be_shown():
            yield document.says
