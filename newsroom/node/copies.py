"""This machine's copies of files in the bucket, brought at the first request."""

import os
import posixpath
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404

from common.atomic_files import DRAFT, draft_of


class BucketUnreachable(Exception):
    """The bucket does not answer, and no copy is here."""


def bring_copy(name: str) -> None:
    """Have the file in MEDIA_ROOT. Raises Http404 where the bucket has none either, BucketUnreachable."""
    path = Path(settings.MEDIA_ROOT) / name
    if posixpath.normpath(f"/{name}") != f"/{name}" or path.suffix == DRAFT:
        raise Http404
    if path.exists():
        return
    try:
        found = default_storage.bucket.Object(name).get()
        moment = found["LastModified"].timestamp()
        with draft_of(path) as draft:
            with draft.open("wb") as file:
                for piece in found["Body"].iter_chunks(1024 * 1024):
                    file.write(piece)
            os.utime(draft, (moment, moment))  # so that browsers hear the same of each machine
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] in {403, 404}:  # 403 to whoever may not list a bucket
            raise Http404 from None
        raise BucketUnreachable from error
    except (BotoCoreError, OSError) as error:
        raise BucketUnreachable from error
