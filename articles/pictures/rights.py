"""Keep to the rights of files of the library: what a page asks by the clock is written beside the files, too."""

from collections.abc import Iterable

from django.db import transaction

from articles.models.rights import HeldRights
from articles.pictures.files import files_of
from common.media_expiry import serve_until


def keep_to_rights(rows: Iterable[HeldRights]) -> None:
    """Whenever somebody has said until when one may be shown: its files know it as soon as the row does."""
    ends = [(files_of([row]), row.rights_end) for row in rows]
    transaction.on_commit(lambda: [serve_until(names, end) for names, end in ends])
