"""A throwaway S3 server for tests: moto's, on a free port of this machine, in memory alone."""

import subprocess
import sys

import boto3
import pytest

from newsroom.server.supervisor import answers
from newsroom.tests.processes import free_port, wait_until

STARTS_WITHIN = 60  # seconds
SETTINGS = {"MEDIA_BUCKET": "paper", "MEDIA_REGION": "eu-west-2", "MEDIA_KEY_ID": "id", "MEDIA_KEY_SECRET": "secret"}


@pytest.fixture(scope="session")
def s3_server():
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            assert wait_until(lambda: answers("127.0.0.1", port), seconds=STARTS_WITHIN)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


@pytest.fixture
def bucket(s3_server):
    """The environment's settings of a bucket that is there and empty."""
    keys = {"aws_access_key_id": "id", "aws_secret_access_key": "secret", "region_name": "eu-west-2"}
    found = boto3.resource("s3", endpoint_url=s3_server, **keys).Bucket("paper")
    found.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    yield SETTINGS | {"MEDIA_ENDPOINT": s3_server}
    found.objects.all().delete()
    found.delete()
