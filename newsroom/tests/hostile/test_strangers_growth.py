"""Each table that a request of a stranger adds rows to is listed in docs/operations.md, with ceiling and upkeep."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom.tests.desk.test_access import OWN
from newsroom.tests.public_rows import PUBLIC, PUBLIC_POST
from supporters.letters.links import sign_in_token

READER = {"User-Agent": "Mozilla/5.0 Firefox/140.0", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-User": "?1"}
ADDS = re.compile(r'\s*INSERT (?:OR \w+ )?INTO "?(\w+)"?')


@pytest.fixture
def tables_written_to(db):
    """The tables to which an act adds rows."""

    def written(act):
        with CaptureQueriesContext(connection) as found:
            act()
        return {match[1] for query in found if (match := ADDS.match(query["sql"]))}

    return written


def listed_tables():
    text = Path(settings.BASE_DIR, "docs", "operations.md").read_text()
    section = text.partition("## What strangers can make grow")[2].partition("\n## ")[0]
    rows = [line.split("|")[1:4] for line in section.splitlines() if line.startswith("| `")]
    assert all(ceiling.strip() and upkeep.strip() for _tables, ceiling, upkeep in rows)
    return {table for tables, _ceiling, _upkeep in rows for table in re.findall(r"`(\w+)`", tables)}


def visit_everything(client, world, form):
    for name, address in [*PUBLIC.items(), *PUBLIC_POST.items()]:
        path = address(world)
        client.get(path, headers=READER)
        client.post(path, {} if name == "articles:read" else form, headers=READER)
        if name == "polls:vote":
            for _ in range(30):  # the last ones are held
                Client(headers=READER).post(path, form)
    client.post(reverse("supporters:sign_in", args=[sign_in_token(world["pledge"].supporter)]), headers=READER)
    for name in sorted(OWN - {"supporters:own_facts"}):
        args = {"resend": ["1"], "own_year": [2026], "own_newsletter": []}
        rest = args.get(name.partition(":")[2], [world["pledge"].public_id])
        for act in ("agree", "withdraw", "pause", "resume", "cancel"):
            client.post(reverse(name, args=rest), form | {"act": act}, headers=READER)


def test_every_table_that_strangers_add_to_is_listed(client, world, support_form, tables_written_to):
    form = support_form(email="new@example.org", newsletter="on") | {"choice": world["poll"].answers[0].pk}
    form |= {"words": "It is not so.", "passage": "", "town": "Saltmere", "may_print": "on"}

    found = tables_written_to(lambda: visit_everything(client, world, form))

    assert found - listed_tables() == set()
    assert {
        "newsroom_reportedmistake",
        "newsroom_lettertotheeditor",
        "polls_ballot",
        "supporters_pledge",
        "articles_readmark",
        "shared_counter",
    } <= found
    assert listed_tables() <= set(connection.introspection.table_names())
