"""What may come into the library: an uploaded picture is checked, read, and drawn anew by ourselves.

Nothing of the file that arrived is kept but its dots and its words, so that neither a hidden script nor the place where
the photograph was taken can leave the house.
"""

import hashlib
import os
import secrets
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from django.core.files.base import ContentFile, File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from articles.imaging.decoder_process import DecoderProcess
from articles.imaging.decoding import MAX_PIXELS, Unusable
from articles.imaging.refusal import FileRefused

MAX_BYTES = 25 * 1024 * 1024
MESSAGES = {
    "empty": _("This file is empty. Copy it again from where it came from."),
    "heavy": _(
        "This file is %(size)s; the limit is %(limit)s. Save it at 4000 pixels on its longer side and try again."
    ),
    "large": _(
        "This picture has over %(limit)s million pixels. Save it at 4000 pixels on its longer side and try again."
    ),
    "kind": _(
        "This is no picture that can be read here: JPEG, PNG, WebP and AVIF files can. Save it as JPEG and try again."
    ),
    "named_kind": _("%(kind)s files cannot be used here: JPEG, PNG, WebP and AVIF can. Save it as JPEG and try again."),
    "animated": _(
        "This %(kind)s moves, and pictures stand still here. Save one of its pictures as JPEG, or bring it as a film."
    ),
    "costly": _(
        "This file could not be read within the memory and time that a picture has. Save it anew as JPEG and try again."
    ),
    "broken": _("This file is damaged or not complete. Copy it again from where it came from."),
}

# One large picture at a time in each process, so that several uploads together do not fill the memory.
one_at_a_time = threading.Lock()


class Refused(FileRefused):
    """This file may not come in. Says which limit it broke and what to do."""

    words = MESSAGES


class CheckedPicture(ContentFile):
    """Our own drawing of an uploaded picture, with what its file said and the digest that it is known by."""

    def __init__(self, content, *, digest, words, ending, original_name=""):
        # A name that nobody can tell from the file: else its address would say whether the paper has it.
        super().__init__(content, name=f"{secrets.token_hex(16)}.{ending}")
        self.digest, self.words, self.ending, self.original_name = digest, words, ending, original_name


def checked_picture(upload) -> CheckedPicture:
    """The picture in an uploaded file, or `Refused`. Done once for each upload, however often it is asked."""
    if not hasattr(upload, "outcome"):
        with one_at_a_time, DecoderProcess() as decode:
            upload.outcome = _outcome(upload, decode)
    if isinstance(upload.outcome, Refused):
        raise upload.outcome
    return upload.outcome


def check_side_by_side(uploads: Sequence[File]) -> None:
    """Do for each what `checked_picture` does, as many at once as there are processors."""
    count = os.cpu_count() or 1
    with ThreadPoolExecutor(count, "decoder") as threads:
        list(threads.map(_check_in_turn, (uploads[first::count] for first in range(count))))


def _check_in_turn(uploads):
    with DecoderProcess() as decode:
        for upload in uploads:
            upload.outcome = _outcome(upload, decode)


def _outcome(upload, decode):
    try:
        return _check(upload, decode)
    except Refused as refusal:
        return refusal


def _check(upload, decode):
    if not upload.size:
        raise Refused("empty")
    if upload.size > MAX_BYTES:
        raise Refused("heavy", size=filesizeformat(upload.size), limit=filesizeformat(MAX_BYTES))
    upload.seek(0)
    content = upload.read()
    try:
        found = decode(content)
    except Unusable as unusable:
        raise Refused(unusable.code, kind=unusable.kind, limit=MAX_PIXELS // 1_000_000) from None
    digest = hashlib.sha256(content).hexdigest()
    return CheckedPicture(
        found.drawing, digest=digest, words=found.words, ending=found.ending, original_name=upload.name or ""
    )
