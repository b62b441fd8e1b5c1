"""What stands on the desk after each sequence of messages: the right words, the right standing, once each."""

import datetime as dt

import pytest

from articles.tests.wires.wire_embargoes import EMBARGOES
from articles.tests.wires.wire_versions import VERSIONS
from newsroom.tests.processes import manage

ALL = [*VERSIONS, *EMBARGOES]


@pytest.mark.django_db
@pytest.mark.parametrize("sequence", ALL, ids=lambda sequence: sequence.name)
def test_leaves_the_right_item_on_the_desk(send, sequence):
    items = send(*sequence.messages, format=sequence.format)

    item = next(item for item in items if item.key != "urn:other")
    assert len([found for found in items if found.headline == item.headline]) == 1
    assert item.headline == sequence.headline
    assert standing(item) == standing_said(sequence.standing)
    if sequence.effects:
        assert list(item.versions.order_by("pk").values_list("effect", flat=True)) == sequence.effects


def standing(item):
    if item.is_dead:
        return item.status
    return "held" if item.is_held else item.embargoed_until if item.is_embargoed() else "usable"


def standing_said(text):
    return dt.datetime.fromisoformat(text) if text[0].isdigit() else text


def test_there_are_thirty_sequences_and_more():
    assert len({sequence.name for sequence in ALL}) == len(ALL) >= 30


IN_A_SHELL = """
import threading
from django.contrib.auth.models import User
from django.db import connection
from articles.models import WireItem, WireShingle, WireSource
from articles.tests.wires.test_wire_sequences import ALL, standing, standing_said
from articles.tests.wire_builders import ninjs
from articles.wires.draft import draft_from_item
from articles.wires.fetch import take_in_message
from articles.wires.retention import forget_items

def source(name, format):
    return WireSource.objects.create(name=name, format=format, address="https://wires.example/")

wrong = []
for sequence in ALL:
    sent = source(sequence.name, sequence.format)
    for message in sequence.messages:
        take_in_message(sent, message.encode())
    item = WireItem.objects.filter(source=sent).exclude(key="urn:other").first()
    if (item.headline, standing(item)) != (sequence.headline, standing_said(sequence.standing)):
        wrong.append(sequence.name)
print("wrong", wrong)

sent, long = source("At once", "ninjs"), ninjs(1, text=[" ".join(f"word{n}" for n in range(90))]).encode()
def take():
    take_in_message(sent, long)
    connection.close()
threads = [threading.Thread(target=take) for _ in range(8)]
[thread.start() for thread in threads], [thread.join() for thread in threads]
item = WireItem.objects.get(source=sent)
print("at once", item.versions.count(), WireShingle.objects.filter(item=item).count() > 0)
draft_from_item(item=item, by=User.objects.create(username="ada"))
WireItem.objects.update(changed_at="2026-01-01T00:00:00Z", seen_at="2026-01-01T00:00:00Z")
forget_items()
kept = WireItem.objects.filter(is_held=False, embargoed_until=None)
print("kept", [row.pk for row in kept] == [item.pk])
"""


@pytest.mark.postgresql
def test_leave_the_right_items_on_postgresql_too(postgresql_database_url, tmp_path):
    done = manage("shell", "-v0", "-c", IN_A_SHELL, DATABASE_URL=postgresql_database_url, DATA=str(tmp_path))

    assert done.stdout.splitlines() == ["wrong []", "at once 1 True", "kept True"], done.stderr
