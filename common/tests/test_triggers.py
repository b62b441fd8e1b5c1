"""Triggers are replaced all or none."""

import pytest
from django.db import OperationalError, connection

from common.triggers import keep_only, named

pytestmark = pytest.mark.django_db
TEMPLATE = "CREATE TRIGGER {name} AFTER INSERT ON polls_poll BEGIN SELECT {number}; END"


def standing():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'try_%'")
        return dict(cursor.fetchall())


@pytest.fixture
def old():
    wanted = named("try_", TEMPLATE, {"number": "1"}, "insert")
    keep_only(wanted, present={}, connection=connection)
    return wanted


def test_what_is_no_longer_wanted_goes_and_what_is_new_is_made(old):
    new = named("try_", TEMPLATE, {"number": "2"}, "insert")

    keep_only(new, present=standing(), connection=connection)

    assert [*standing()] == [*new] != [*old]


def test_where_one_cannot_be_made_the_old_ones_stay(old):
    with pytest.raises(OperationalError, match="no_such_table"):
        keep_only(
            {"try_new": "CREATE TRIGGER try_new AFTER INSERT ON no_such_table BEGIN SELECT 1; END"},
            present=standing(),
            connection=connection,
        )

    assert [*standing()] == [*old]
