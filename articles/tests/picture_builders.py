"""Pictures for tests: real, small files of each kind, with the words that a photographer's software writes in them."""

import io
import itertools
import struct
import zlib
from contextlib import nullcontext
from xml.sax.saxutils import escape

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from articles.imaging import uploads
from articles.imaging.decoding import decode
from articles.models import Picture

_numbers = itertools.count(1)
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif", "TIFF": "tif"}
DESCRIPTION, ARTIST, COPYRIGHT, ORIENTATION, CAMERA, GPS = 270, 315, 33432, 274, 272, 0x8825
DETAILS, SERIAL = 0x8769, 0xA431


@pytest.fixture(autouse=True)
def _decode_in_the_tests_own_process(request, monkeypatch):
    """A process for each picture would take most of the tests' time; test_decoder_process.py tries those."""
    if "decoder" not in request.fixturenames:
        monkeypatch.setattr(uploads, "DecoderProcess", lambda: nullcontext(decode))


def picture_bytes(
    kind="JPEG", *, size=(60, 40), colour=(20, 90, 140), mode="RGB", iptc=b"", iptc_digest=b"", **metadata
):
    """A file of that kind. Takes exif (see `exif_bytes`), xmp and iptc as bytes, and what Pillow's `save` takes."""
    buffer = io.BytesIO()
    if kind == "PNG" and "xmp" in metadata:
        metadata["pnginfo"] = PngImagePlugin.PngInfo()
        metadata["pnginfo"].add_itxt("XML:com.adobe.xmp", metadata.pop("xmp").decode())
    Image.new(mode, size, colour).save(buffer, kind, **metadata)
    content = buffer.getvalue()
    return content[:2] + _photoshop_segment(iptc, iptc_digest) + content[2:] if iptc else content


def picture_file(kind="JPEG", *, name="", content=None, **picture):
    """The same as it arrives from a browser."""
    content = picture_bytes(kind, **picture) if content is None else content
    return SimpleUploadedFile(name or f"harbour.{ENDINGS[kind]}", content, f"image/{kind.lower()}")


def png_claiming(width, height):
    """A PNG of a few bytes that says how large it would be."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = [header, b"IDAT" + zlib.compress(b"\0" * 1000), b"IEND"]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in chunks
    )


def exif_bytes(*, place=None, serial="", **tags):
    """EXIF with those tags (description, artist, copyright, orientation, camera) and a place: degrees north, east.

    `serial` is that of the camera's body.
    """
    numbers = {"description": DESCRIPTION, "artist": ARTIST, "copyright": COPYRIGHT}
    numbers |= {"orientation": ORIENTATION, "camera": CAMERA}
    exif = Image.Exif()
    for tag, value in tags.items():
        exif[numbers[tag]] = value
    if serial:
        exif.get_ifd(DETAILS)[SERIAL] = serial
    if place:
        exif[GPS] = {1: "N", 2: (place[0], 0, 0), 3: "E", 4: (place[1], 0, 0)}
    return exif.tobytes()


def iptc_bytes(*, caption=b"", byline=(), credit=b"", rights=b"", charset=b"", keywords=(), **others):
    """An IPTC block as picture agencies write it; `charset` is what record 1:90 says."""
    records = [(1, 90, charset), (2, 120, caption), (2, 110, credit), (2, 116, rights)]
    records += [(2, 80, name) for name in byline] + [(2, 25, word) for word in keywords]
    numbers = {"headline": 105, "instructions": 40, "expires": 37}
    records += [(2, numbers[name], text) for name, text in others.items()]
    return b"".join(iptc_dataset(*tag, text) for *tag, text in records if text)


def iptc_dataset(record, number, text, *, is_extended=False):
    """One dataset. An extended one says in how many bytes its size stands; any may be written so."""
    size = struct.pack(">HI", 0x8004, len(text)) if is_extended else struct.pack(">H", len(text))
    return struct.pack(">BBB", 0x1C, record, number) + size + text


def xmp_packet(*descriptions):
    """A packet of several `rdf:Description`, each with its properties as they stand in the file."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"'
        ' xmlns:acdsee="http://ns.acdsee.com/iptc/1.0/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.1/"'
        ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
        + "".join(f"<rdf:Description>{properties}</rdf:Description>" for properties in descriptions)
        + "</rdf:RDF></x:xmpmeta>"
    ).encode()


def xmp_list(name, *lines, kind="Bag"):
    """A property that is a list. A line may be a language and its text."""
    lines = [line if isinstance(line, tuple) else ("", line) for line in lines]
    items = "".join(
        f"<rdf:li{f' xml:lang="{language}"' if language else ''}>{escape(text)}</rdf:li>" for language, text in lines
    )
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


def xmp_bytes(*, caption="", creators=(), credit="", rights="", alt=""):
    """An XMP packet as picture editors write it."""
    creators = "".join(f"<rdf:li>{escape(name)}</rdf:li>" for name in creators)
    fields = [f"<dc:creator><rdf:Seq>{creators}</rdf:Seq></dc:creator>"] if creators else []
    tags = {"dc:description": caption, "dc:rights": rights, "Iptc4xmpCore:AltTextAccessibility": alt}
    for tag, text in tags.items():
        if text:
            words = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'
            fields.append(f"<{tag}>{words}</{tag}>")
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"'
        f' photoshop:Credit="{escape(credit)}">{"".join(fields)}</rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="w"?>'
    ).encode()


def _photoshop_segment(iptc, digest):
    body = b"Photoshop 3.0\0"
    for number, content in {0x0404: iptc, 0x0425: digest}.items():
        if content:
            body += b"8BIM" + struct.pack(">HBBI", number, 0, 0, len(content)) + content + b"\0" * (len(content) % 2)
    return struct.pack(">BBH", 0xFF, 0xED, len(body) + 2) + body


@pytest.fixture
def make_picture(db):
    """A picture of the library. Its renditions are made when its transaction ends, so most tests never make them."""

    def make(caption="The harbour at dawn", *, content=None, **fields):
        number = next(_numbers)
        fields.setdefault("credit", "Cormac Ilderton")
        fields.setdefault("alt", "Fishing boats at the quay under a red sky")
        file = ContentFile(content or picture_bytes(), f"picture-{number}.jpg")
        return Picture.objects.create(file=file, caption=caption, digest=f"{number:064x}", **fields)

    return make
