"""A sound told from other files by its bytes, and how long it is, where its container says so.

Nothing is decoded: the heads of an MP3's frames, the head of an M4A, the first and the last page of an Ogg say it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from articles.imaging.refusal import FileRefused

MAX_BYTES = 100 * 1024 * 1024
MAX_BOXES = 10_000
MAX_FRAMES = 500_000  # some three and a half hours
PIECE = 64 * 1024  # bytes that the first frame, and the last page, are looked for in
LONGEST = 48 * 3600  # seconds; what says more says nothing
BRANDS = {b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso5", b"iso6", b"dash"}
CONTAINERS = {b"moov", b"trak", b"mdia"}
# Of layer III, by the version in the head of a frame: kilobits a second, signs a second, and their share of a frame.
RATES_OF_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
RATES_OF_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
VERSIONS = {
    3: (RATES_OF_1, (44100, 48000, 32000), 1152),
    2: (RATES_OF_2, (22050, 24000, 16000), 576),
    0: (RATES_OF_2, (11025, 12000, 8000), 576),
}
MESSAGES = {
    "empty": _("This file is empty. Copy it again from where it came from."),
    "heavy": _("This sound is larger than %(limit)s. Save it as MP3 at 96 kilobits a second and try again."),
    "kind": _("This is no MP3, M4A or Ogg. Save the sound as one of them and try again."),
    "film": _("This file holds a film. Bring it as a film, or save its sound alone as M4A."),
}


class UnusableSound(FileRefused):
    """This file may not come in. Says why and what to do."""

    words = MESSAGES


@dataclass(frozen=True)
class SoundFile:
    """`seconds` is None where the file does not say."""

    ending: str  # mp3, m4a or ogg
    seconds: int | None


@dataclass(frozen=True)
class Frame:
    place: int
    length: int
    seconds: float


def read_sound(file: BinaryIO) -> SoundFile:
    """What is to be known of a sound that is open for reading. Raises UnusableSound."""
    size = file.seek(0, 2)
    if not size:
        raise UnusableSound("empty")
    if size > MAX_BYTES:
        raise UnusableSound("heavy", limit=filesizeformat(MAX_BYTES))
    head = _piece(file, 0)
    if head.startswith(b"OggS"):
        ending, seconds = "ogg", _seconds_of_ogg(head, _piece(file, max(0, size - PIECE)))
    elif head[4:8] == b"ftyp" and head[8:12] in BRANDS:
        ending, seconds = "m4a", _seconds_of_m4a(file, size)
    else:
        ending, seconds = "mp3", _seconds_of_mp3(file, _behind_tag(head), size)
    file.seek(0)
    return SoundFile(ending, round(seconds) if seconds and 0.5 <= seconds < LONGEST else None)


def _piece(file, place):
    file.seek(place)
    return file.read(PIECE)


def _seconds_of_ogg(head, end):
    """The last page says how many signs of sound end with it. Raises UnusableSound for what is no sound."""
    opus, vorbis = head.find(b"OpusHead", 0, 512), head.find(b"\x01vorbis", 0, 512)
    if opus < 0 and vorbis < 0:
        raise UnusableSound("kind")
    last = end.rfind(b"OggS")
    signs = int.from_bytes(end[last + 6 : last + 14], "little")
    if opus >= 0:
        return (signs - int.from_bytes(head[opus + 10 : opus + 12], "little")) / 48_000
    rate = int.from_bytes(head[vorbis + 12 : vorbis + 16], "little")
    return signs / rate if rate else None


def _seconds_of_m4a(file, size):
    """As the head of the whole says. Raises UnusableSound for a film, and for what has no sound."""
    seconds, tracks = None, set()
    for name, place, end in _boxes(file, 0, size):
        file.seek(place)
        told = file.read(min(32, end - place))
        if name == b"mvhd" and len(told) == 32:
            is_long = told[0] == 1
            scale, length = (told[20:24], told[24:32]) if is_long else (told[12:16], told[16:20])
            seconds = int.from_bytes(length) / int.from_bytes(scale) if any(scale) else None
        if name == b"hdlr":
            tracks.add(told[8:12])
    if b"vide" in tracks:
        raise UnusableSound("film")
    if b"soun" not in tracks:
        raise UnusableSound("kind")
    return seconds


def _boxes(file, place, end) -> Iterator[tuple[bytes, int, int]]:
    """Each box that holds no others: its name, and where its content begins and ends."""
    ends, left = [end], MAX_BOXES
    while ends and left:
        if place + 8 > ends[-1]:
            place = ends.pop()
            continue
        left -= 1
        file.seek(place)
        head = file.read(16)
        length, header = int.from_bytes(head[:4]), 8
        if length == 1:
            length, header = int.from_bytes(head[8:16]), 16
        length = length or ends[-1] - place  # the last one may reach to the end
        if length < header or place + length > ends[-1]:
            return
        if head[4:8] in CONTAINERS:
            ends.append(place + length)
            place += header
            continue
        yield head[4:8], place + header, place + length
        place += length


def _behind_tag(head):
    """Where the sound of an MP3 begins, behind what programs wrote before it."""
    if head[:3] != b"ID3" or len(head) < 10:
        return 0
    sizes = head[6:10]
    return 10 + sum((byte & 0x7F) << shift for byte, shift in zip(sizes, (21, 14, 7, 0), strict=True))


def _seconds_of_mp3(file, start, size):
    """By the number of frames where the first one tells it, else by all of them. Raises UnusableSound."""
    head = _piece(file, start)
    first = next((frame for place in range(min(4096, len(head))) if (frame := _frame(head, place))), None)
    if first is None or not _frame_at(head, first.place + first.length):
        raise UnusableSound("kind")
    told = head[first.place : first.place + 200]
    mark = max(told.find(b"Xing"), told.find(b"Info"))
    if mark >= 0 and told[mark + 7] & 1:
        return int.from_bytes(told[mark + 8 : mark + 12]) * first.seconds
    return _seconds_of_frames(file, start + first.place, size)


def _seconds_of_frames(file, place, size):
    """Each frame has a pace of its own: a jingle before a talk would halve or double what the first one promises.

    None where there are too many, or where what follows them is more than a tag.
    """
    seconds = 0.0
    for _frame in range(MAX_FRAMES):
        file.seek(place)
        frame = _frame_at(file.read(4), 0)
        if frame is None:
            return seconds if size - place < PIECE else None
        seconds, place = seconds + frame.seconds, place + frame.length
    return None


def _frame(head, place):
    """The frame that begins there, if another follows it."""
    frame = _frame_at(head, place)
    return frame if frame and _frame_at(head, place + frame.length) else None


def _frame_at(head, place):
    """The frame of layer III that begins there."""
    word = int.from_bytes(head[place : place + 4]) if place + 4 <= len(head) else 0
    version, rate, pace = word >> 19 & 3, word >> 12 & 15, word >> 10 & 3
    if word >> 21 != 0x7FF or word >> 17 & 3 != 1 or version not in VERSIONS or rate in {0, 15} or pace == 3:
        return None
    rates, paces, signs = VERSIONS[version]
    length = signs // 8 * rates[rate] * 1000 // paces[pace] + (word >> 9 & 1)
    return Frame(place, length, signs / paces[pace])
