"""What is told of the things that a story shows: values alone, in the words of their rows, with whole addresses."""

import mimetypes
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Self

from articles.models import Document, Edition, Picture, Sound, Video
from common.languages import language_of
from common.linked_data import whole_address
from polls.models import Poll
from polls.pages.embed import poll_as_json
from polls.results.policy import PERCENTAGES_FROM

# By which name other systems know a file: the digest of its content in an archive, its number elsewhere.
KeyOf = Callable[[Picture], str]


def mime_of(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


@dataclass(frozen=True)
class PictureFacts:
    key: str
    address: str
    mime: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str

    @classmethod
    def of(cls, picture: Picture, key_of: KeyOf, *, caption: str = "") -> "PictureFacts":
        return cls(
            key=key_of(picture),
            address=whole_address(picture.file.url),
            mime=mime_of(picture.file.name),
            width=picture.width or 0,
            height=picture.height or 0,
            alt=picture.alt_text,
            caption=caption or picture.caption,
            credit=picture.credit_line,
        )


@dataclass(frozen=True)
class FilmFacts:
    key: str
    title: str
    standfirst: str
    address: str
    file: str
    mime: str
    seconds: int
    transcript: str

    @classmethod
    def of(cls, film: Video) -> "FilmFacts":
        return cls(
            key=str(film.pk),
            title=film.title,
            standfirst=film.standfirst,
            address=whole_address(film.get_absolute_url()),
            file=whole_address(film.file.url),
            mime=mime_of(film.file.name),
            seconds=film.seconds,
            transcript=film.transcript,
        )


@dataclass(frozen=True)
class FileFacts:
    """Of a file of the library, whatever its kind."""

    key: str
    title: str
    description: str
    credit: str
    language: str
    address: str
    mime: str
    bytes: int

    @classmethod
    def _with(cls, held: Document | Sound, mime: str, **own) -> Self:
        return cls(
            key=str(held.pk),
            title=held.title,
            description=held.description,
            credit=held.credit,
            language=language_of(held.language),
            address=whole_address(held.file.url),
            mime=mime,
            bytes=held.size,
            **own,
        )


@dataclass(frozen=True)
class DocumentFacts(FileFacts):
    pages: int
    says: str

    @classmethod
    def of(cls, document: Document) -> "DocumentFacts":
        return cls._with(document, mime_of(document.file.name), pages=document.pages, says=document.says)


@dataclass(frozen=True)
class SoundFacts(FileFacts):
    seconds: int | None
    transcript: str

    @classmethod
    def of(cls, sound: Sound) -> "SoundFacts":
        return cls._with(sound, sound.mime, seconds=sound.seconds, transcript=sound.transcript)


@dataclass(frozen=True)
class LinkFacts:
    key: str
    headline: str
    address: str

    @classmethod
    def of(cls, edition: Edition, uuid) -> "LinkFacts":
        return cls(str(uuid), edition.headline, whole_address(edition.get_absolute_url()))


@dataclass(frozen=True)
class PollFacts:
    key: str
    address: str
    in_words: str
    # As `polls.pages.embed` tells it, which asks the one policy of results.
    told: dict

    @classmethod
    def of(cls, poll: Poll) -> "PollFacts":
        told = poll_as_json(poll)
        in_words = " ".join(filter(None, [poll.question, poll.result_in_words()]))
        return cls(key_of_poll(poll), told["url"], in_words, told)

    def as_dict(self) -> dict:
        return {"key": self.key, "in_words": self.in_words, **self.told, "method": METHOD}


# What the figures of any poll are and are not.
METHOD = {
    "sample": "self-selected readers",
    "weighting": "none",
    "votes": "one for each reader, as far as can be told without knowing who they are",
    "percentages_from_votes": PERCENTAGES_FROM,
}


def key_of_poll(poll: Poll) -> str:
    return f"{poll.slug}-{poll.pk}"


def as_values(row) -> dict:
    """A dataclass of this module as JSON takes it, without what is empty."""
    return {name: value for name, value in asdict(row).items() if value not in ("", None)}
