"""Make a rendition that is not there when somebody asks for it, as those of an archive's pictures are made.

An archive has many more pictures than readers look at. One takes up to a fifth of a second of the processor, and no
more are made at once than the server has threads.
"""

import logging
from pathlib import PurePosixPath

from django.http import Http404

from articles.models import Picture

logger = logging.getLogger(__name__)


def develop(name: str) -> str:
    """The file to serve under the name of a rendition: that one, or the picture itself where it cannot be made now.

    Raises Http404 where no picture has a rendition of that name.
    """
    stem, dash, _rest = PurePosixPath(name).name.rpartition("-")
    for picture in Picture.objects.of_file_stem(stem) if dash else ():
        try:
            if picture.file.make_rendition(name):
                return name
        except OSError:  # a full disk, or a picture whose file is lost
            logger.warning("A rendition could not be made.", exc_info=True)
            return picture.file.name
    raise Http404
