"""The Courier's documents: papers that its stories are about."""

from typing import NamedTuple

from articles.library.document_form import DocumentAddForm
from articles.models import Document
from demo.loading.pictures import demo_file


class Paper(NamedTuple):
    title: str
    description: str
    credit: str


DOCUMENTS = {
    "dredging-call-in": Paper(
        "Call-in of the decision on harbour dredging",
        "The reasons of the five councillors, and the figures that the cabinet had before it.",
        "East Wending Council",
    ),
}


def create_documents() -> dict[str, Document]:
    """Each comes in as the desk would bring it."""
    return {slug: _create_document(slug, paper) for slug, paper in DOCUMENTS.items()}


def _create_document(slug, paper):
    form = DocumentAddForm(paper._asdict(), {"file": demo_file("documents", f"{slug}.pdf")})
    return form.save()
