"""Pictures and films in a bucket that several machines share, behind the site's own addresses."""

from urllib.parse import urljoin

from botocore.config import Config
from django.conf import settings
from django.core.files.base import File
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

CLIENT = Config(
    connect_timeout=3,
    read_timeout=10,
    retries={"total_max_attempts": 2},
    max_pool_connections=20,
    # Servers that speak S3 and are not Amazon's know none of its newer checksums.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
    s3={"addressing_style": "path"},
)


class BucketStorage(S3Storage):
    """The bucket is private: what was taken down, and what has no rights any more, is known to the site alone."""

    def __init__(self, **options):
        super().__init__(**options | {"client_config": CLIENT, "file_overwrite": False, "default_acl": None})

    def url(self, name, parameters=None, expire=None, http_method=None) -> str:
        return urljoin(f"/{settings.MEDIA_URL.lstrip('/')}", filepath_to_uri(name).lstrip("/"))

    def replace(self, name: str, content: File) -> None:
        """Put another content under the same name. Readers get the one or the other, never a part."""
        self._save(name, content)
