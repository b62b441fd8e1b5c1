"""Keep to the rights of pictures: what a page asks by the clock is written beside the files, too."""

from collections.abc import Iterable

from django.db import transaction

from articles.models import Picture
from articles.pictures.files import files_of
from common.media_expiry import serve_until


def keep_to_rights(pictures: Iterable[Picture]) -> None:
    """Whenever somebody has said until when a picture may be shown: its files know it as soon as the row does."""
    ends = [(files_of([picture]), picture.rights_end) for picture in pictures]
    transaction.on_commit(lambda: [serve_until(names, end) for names, end in ends])
