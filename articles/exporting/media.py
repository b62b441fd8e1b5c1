"""Pictures, films, documents and sounds of an export: each content once, named by its digest, its words beside it."""

from pathlib import PurePosixPath

from django.db.models.fields.files import FieldFile

from articles.exporting.facts import DocumentFacts, FilmFacts, SoundFacts, as_values, mime_of
from articles.exporting.folder import CHUNK, ExportFolder
from articles.models import Document, Picture, Sound, Video
from common import tombstones
from common.linked_data import whole_address

FOLDER = "media"
WORDS = (
    "alt",
    "is_decorative",
    "caption",
    "byline",
    "credit",
    "rights",
    "headline",
    "keywords",
    "instructions",
    "usage_terms",
    "web_statement",
    "source_type",
    "ai_system",
    "file_name",
    "width",
    "height",
)


class MediaStore:
    """Takes files in as stories name them."""

    def __init__(self, folder: ExportFolder):
        self.folder = folder
        self.keys: dict[int, str] = {}
        self.contents: set[str] = set()
        self.held: dict[type[Document | Sound], set[int]] = {Document: set(), Sound: set()}

    def key_of(self, picture: Picture) -> str:
        """The digest of a picture's content, which is written when it is asked for first.

        Two pictures of the library may have one content and words of their own: the second has its number behind it.
        """
        if picture.pk not in self.keys:
            self.keys[picture.pk] = self._take_in(picture)
        return self.keys[picture.pk]

    def _take_in(self, picture):
        kept = self._copy(picture.file)
        key = kept["digest"] if kept else "missing"
        if not kept or key in self.contents:
            key = f"{key}-{picture.pk}"
        self.contents.add(key)
        self.folder.counts["pictures" if kept else "pictures_missing"] += 1
        words = {name: value for name in WORDS if (value := getattr(picture, name))}
        facts = {
            "key": key,
            **(kept or {}),
            "kind": "picture",
            "addresses": [whole_address(picture.file.url)],
            "focal_point": picture.focal_point,
            "rights_until": picture.rights_until and picture.rights_until.isoformat(),
            "added_at": picture.added_at.isoformat(),
            **words,
        }
        self.folder.write_json(f"{FOLDER}/{key}.json", facts)
        return key

    def film(self, film: Video) -> dict:
        """What is told of a film, with the names of its file and of its subtitles here."""
        self.folder.counts["films"] += 1
        told = as_values(FilmFacts.of(film)) | {"media": self._copy(film.file), "published_at": str(film.published_at)}
        copied = [(language, self._copy(file)) for language, file in film.subtitles]
        if captions := [{"language": language} | copy for language, copy in copied if copy]:
            told["captions"] = captions
        return told | {"still": self.key_of(film.poster)} if film.shown_still else told

    def document(self, document: Document) -> dict:
        """What is told of a document, with the name of its file here."""
        self.folder.counts["documents"] += 1
        return as_values(DocumentFacts.of(document)) | self._held(document)

    def sound(self, sound: Sound) -> dict:
        """The same of a sound."""
        self.folder.counts["sounds"] += 1
        told = as_values(SoundFacts.of(sound)) | self._held(sound)
        return told | ({"is_wordless": True} if sound.is_wordless else {})

    def _held(self, held):
        self.held[type(held)].add(held.pk)
        until = held.rights_until and held.rights_until.isoformat()
        told = {"rights": held.rights, "rights_until": until, "file_name": held.file_name}
        return {name: value for name, value in told.items() if value} | {"media": self._copy(held.file)}

    def _copy(self, file: FieldFile) -> dict | None:
        """The name of the content here; None where the paper has lost the file, or it was taken down."""
        if tombstones.is_file_taken_down(file.name):
            return None
        ending = PurePosixPath(file.name).suffix.lower()
        try:
            with file.storage.open(file.name) as content:
                digest, size = self.folder.take_in(_parts(content), folder=FOLDER, ending=ending)
        except FileNotFoundError:
            return None
        return {"digest": digest, "file": f"{FOLDER}/{digest}{ending}", "bytes": size, "mime": mime_of(file.name)}


def _parts(content):
    while part := content.read(CHUNK):
        yield part
