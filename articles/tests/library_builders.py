"""Files of the library for tests: small PDFs, as they come in and as they lie there."""

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
