"""The Courier's documents and sounds. Each comes in as the desk would bring it."""

from django.forms import ModelForm

from articles.library.document_form import DocumentAddForm
from articles.library.sound_form import SoundAddForm
from articles.models.library import LibraryFile
from demo.loading.pictures import demo_file

DOCUMENTS = {
    "dredging-call-in": {
        "title": "Call-in of the decision on harbour dredging",
        "description": "The reasons of the five councillors, and the figures that the cabinet had before it.",
        "credit": "East Wending Council",
    },
}
SOUNDS = {
    "curlews-at-dusk": {
        "title": "Listen: the first curlew of the evening",
        "description": "Nine seconds from the hide at the end of the sea bank.",
        "credit": "The Saltmere Courier",
        "is_wordless": "on",
        "transcript": "A low note climbs and spills over, three times. A long bubbling trill follows.\n\n"
        "Further off another bird answers twice. Behind them the tide runs over the mud.",
    },
}


def create_documents() -> dict[str, LibraryFile]:
    return {slug: _create(DocumentAddForm, words, "documents", f"{slug}.pdf") for slug, words in DOCUMENTS.items()}


def create_sounds() -> dict[str, LibraryFile]:
    return {slug: _create(SoundAddForm, words, "sounds", f"{slug}.ogg") for slug, words in SOUNDS.items()}


def _create(form_class: type[ModelForm], words, folder, name):
    return form_class(words, {"file": demo_file(folder, name)}).save()
