"""The throwaway servers that other tests rely on."""

import subprocess
import sys

import pytest


@pytest.mark.redis
def test_redis_is_fresh_and_answers(redis_url):
    import redis

    with redis.Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0
        client.set("tide", "high")
        assert client.get("tide") == b"high"


@pytest.mark.postgresql
def test_postgresql_is_fresh_and_answers(postgresql_database_url):
    code = "import sys, psycopg; print(psycopg.connect(sys.argv[1]).execute('SELECT current_database()').fetchone()[0])"

    done = subprocess.run(
        [sys.executable, "-c", code, postgresql_database_url], capture_output=True, check=True, text=True
    )

    assert postgresql_database_url.endswith(f"/{done.stdout.strip()}")
