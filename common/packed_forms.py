"""A form that a script sends compressed, because it is long and sent often."""

import zlib

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict

GZIP = 31  # what zlib calls it


def read_form(request: HttpRequest) -> QueryDict:
    """What the form says, however it was sent.

    Raises BadRequest where it is not whole, or longer than a form may be once it is unpacked.
    """
    if request.content_type != "application/gzip":
        return request.POST
    unpacker = zlib.decompressobj(wbits=GZIP)
    try:
        words = unpacker.decompress(request.body, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    except zlib.error:
        raise BadRequest("This is not compressed as it says.") from None
    if not unpacker.eof:
        raise BadRequest("This is cut short, or longer than can be taken.")
    return QueryDict(words)
