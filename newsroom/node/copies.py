"""This machine's copies of files in the bucket, brought at the first request."""

import os
import posixpath
import secrets
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404

DRAFT = ".new"


class BucketUnreachable(Exception):
    """The bucket does not answer, and no copy is here."""


def bring_copy(name: str) -> None:
    """Have the file in MEDIA_ROOT. Raises Http404 where the bucket has none either, BucketUnreachable."""
    path = Path(settings.MEDIA_ROOT) / name
    if posixpath.normpath(f"/{name}") != f"/{name}" or path.suffix == DRAFT:
        raise Http404
    if path.exists():
        return
    draft = path.with_name(f"{secrets.token_hex(8)}{DRAFT}")
    try:
        found = default_storage.bucket.Object(name).get()
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            for piece in found["Body"].iter_chunks(1024 * 1024):
                file.write(piece)
        moment = found["LastModified"].timestamp()
        os.utime(draft, (moment, moment))  # so that browsers hear the same of each machine
        draft.replace(path)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] in {403, 404}:  # 403 to whoever may not list a bucket
            raise Http404 from None
        raise BucketUnreachable from error
    except (BotoCoreError, OSError) as error:
        raise BucketUnreachable from error
    finally:
        draft.unlink(missing_ok=True)
