"""A WebM film made of still pictures.

Every lossy WebP holds a VP8 key frame, so Pillow is encoder enough; only the container is ours.
"""

from io import BytesIO
from struct import pack

MILLISECONDS = 1_000_000  # one tick of the file's clock, in nanoseconds
CUE_BYTES = 8


def element(name, *parts):
    """One EBML element: its identifier, its length, its content."""
    body = b"".join(parts)
    return bytes.fromhex(name) + (len(body) | 1 << 56).to_bytes(8, "big") + body


def number(name, value, width=None):
    return element(name, value.to_bytes(width or max((value.bit_length() + 7) // 8, 1), "big"))


def key_frame(picture, quality):
    """The VP8 frame inside the picture's WebP encoding."""
    file = BytesIO()
    picture.save(file, "WEBP", quality=quality, method=4)
    riff, place = file.getvalue(), 12
    while riff[place : place + 4] != b"VP8 ":
        place += 8 + int.from_bytes(riff[place + 4 : place + 8], "little")
    length = int.from_bytes(riff[place + 4 : place + 8], "little")
    return riff[place + 8 : place + 8 + length]


def webm(pictures, rate=12, quality=52):
    """A silent film of key frames, one cluster a second so that it can be searched."""
    pictures = iter(pictures)
    first = next(pictures)
    frames = [key_frame(picture, quality) for picture in (first, *pictures)]
    head = _info(len(frames), rate) + _tracks(*first.size, rate)
    clusters = [_cluster(frames[start : start + rate], start, rate) for start in range(0, len(frames), rate)]
    cues = _cues(clusters, len(head))
    return _header() + element("18538067", head, cues, *clusters)


def _header():
    numbers = (("4286", 1), ("42f7", 1), ("42f2", 4), ("42f3", 8), ("4287", 2), ("4285", 2))
    versions = [number(name, value) for name, value in numbers]
    return element("1a45dfa3", *versions, element("4282", b"webm"))


def _info(count, rate):
    length = element("4489", pack(">d", count * 1000 / rate))
    maker = b"Saltmere Courier"
    return element("1549a966", number("2ad7b1", MILLISECONDS), length, element("4d80", maker), element("5741", maker))


def _tracks(width, height, rate):
    video = element("e0", number("b0", width), number("ba", height))
    kind = [number("d7", 1), number("73c5", 1), number("83", 1), number("9c", 0), element("86", b"V_VP8")]
    return element("1654ae6b", element("ae", *kind, number("23e383", 1_000_000_000 // rate), video))


def _cluster(frames, start, rate):
    opening = start * 1000 // rate
    blocks = []
    for index, frame in enumerate(frames, start):
        # Track 1, time since the cluster began, and the flag for a key frame.
        blocks.append(element("a3", b"\x81", pack(">h", index * 1000 // rate - opening), b"\x80", frame))
    return element("1f43b675", number("e7", opening), *blocks)


def _cues(clusters, before):
    """The index of the clusters."""
    # Its own length shifts what it points at, so it is measured with blank places first.
    blank = _cue_list([0] * len(clusters))
    places, place = [], before + len(blank)
    for cluster in clusters:
        places.append(place)
        place += len(cluster)
    return _cue_list(places)


def _cue_list(places):
    points = []
    for second, place in enumerate(places):
        where = element("b7", number("f7", 1), number("f1", place, CUE_BYTES))
        points.append(element("bb", number("b3", second * 1000), where))
    return element("1c53bb6b", *points)
