"""Files of the library for tests: small PDFs and sounds, as they come in."""

import itertools
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile

_numbers = itertools.count(1)


def pdf_bytes(pages=2, *, more=b"", catalog=b""):
    """A PDF of the older kind, whose objects lie open. `more` are further objects, `catalog` entries of the first."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + pages))
    objects = [
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R%s>>\nendobj" % catalog,
        b"2 0 obj\n<</Type/Pages/Kids[%s]/Count %d>>\nendobj" % (kids, pages),
        *(
            b"%d 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj" % number
            for number in range(3, 3 + pages)
        ),
        more,
    ]
    mark = b"%% %d" % next(_numbers)  # no two are the same file
    return b"%PDF-1.4\n" + mark + b"\n" + b"\n".join(objects) + b"\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def packed_pdf_bytes(pages=2):
    """One of the newer kind: the tree of its pages lies packed in a list of objects."""
    told = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count %d>>" % pages]
    head = b"1 0 2 %d " % len(told[0])
    packed = zlib.compress(head + b"".join(told))
    listed = b"<</Type/ObjStm/N 2/First %d/Filter/FlateDecode/Length %d>>" % (len(head), len(packed))
    table = b"4 0 obj\n<</Type/XRef/Root 1 0 R/Size 5>>\nstream\n\0\nendstream\nendobj"
    return b"%%PDF-1.5\n3 0 obj\n%s\nstream\n%s\nendstream\nendobj\n%s\n%%%%EOF" % (listed, packed, table)


def pdf_file(content=None, *, name="Tide_report.pdf"):
    """As it arrives from a browser."""
    return SimpleUploadedFile(name, pdf_bytes() if content is None else content, "application/pdf")


def mp3_frame(kilobits=128):
    heads = {64: 0x50, 128: 0x90}
    return bytes([0xFF, 0xFB, heads[kilobits], 0x00]) + b"\0" * (144 * kilobits * 1000 // 44100 - 4)


def mp3_bytes(frames=500, *, told=None, tag=b""):
    """Frames of 128 kilobits a second; the first may tell how many there are."""
    frame = mp3_frame()
    first = frame
    if told is not None:
        first = frame[:36] + b"Xing\0\0\0\1" + told.to_bytes(4) + frame[48:]
    return tag + first + frame * (frames - 1) + b"%d" % next(_numbers)


def id3_tag(size):
    sizes = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\4\0\0" + sizes + b"\0" * size


def _box(name, content):
    return (8 + len(content)).to_bytes(4) + name + content


def m4a_bytes(seconds=75, *, handlers=(b"soun",), brand=b"M4A ", words=b""):
    head = b"\0" * 12 + (1000).to_bytes(4) + (seconds * 1000).to_bytes(4) + b"\0" * 80
    tracks = b"".join(_box(b"trak", _box(b"mdia", _box(b"hdlr", b"\0" * 8 + kind + b"\0" * 13))) for kind in handlers)
    moov = _box(b"moov", _box(b"mvhd", head) + tracks + (_box(b"udta", words) if words else b""))
    return _box(b"ftyp", brand + b"\0" * 8) + moov + _box(b"mdat", b"%d" % next(_numbers))


def ogg_bytes(seconds=12, *, codec="opus"):
    def page(content, signs):
        return b"OggS\0\0" + signs.to_bytes(8, "little") + b"\0" * 12 + b"\1" + bytes([len(content)]) + content

    heads = {
        "opus": (b"OpusHead\1\1" + (312).to_bytes(2, "little") + b"\0" * 7, seconds * 48_000 + 312),
        "vorbis": (b"\1vorbis" + b"\0" * 5 + (8000).to_bytes(4, "little") + b"\0" * 14, seconds * 8000),
        "theora": (b"\x80theora", 1),
    }
    head, signs = heads[codec]
    return page(head, 0) + page(b"%d" % next(_numbers), signs)


def sound_file(content=None, *, name="Curlew at dusk.mp3"):
    return SimpleUploadedFile(name, mp3_bytes() if content is None else content, "audio/mpeg")
