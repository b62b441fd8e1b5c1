"""PostgreSQL keeps each state of a row until a transaction ends, so the site's number moves once in each."""

import psycopg
import pytest

pytestmark = pytest.mark.postgresql
ADD = "INSERT INTO articles_topic (name, slug, standfirst, folded) VALUES (%(name)s, %(name)s, '', '')"


@pytest.fixture
def database(postgresql_database_url):
    with psycopg.connect(postgresql_database_url, autocommit=True) as connection:
        yield connection


def number(database):
    return database.execute("SELECT number FROM site_version").fetchone()[0]


def moved_to(database, at):
    return {scope for (scope,) in database.execute("SELECT scope FROM site_scope WHERE number = %s", [at])}


def test_a_transaction_moves_the_number_once_however_many_rows_it_changes(database):
    before = number(database)

    with database.transaction():
        for name in ("ferry", "quay", "wall"):
            database.execute(ADD, {"name": name})
    with database.transaction():
        for name in ("ferry", "quay", "wall"):
            database.execute("UPDATE articles_topic SET standfirst = 'Shut.' WHERE slug = %s", [name])

    assert number(database) == before + 2
    assert len([scope for scope in moved_to(database, before + 2) if scope.startswith("topic:")]) == 3


def test_what_moved_it_and_was_undone_does_not_count_as_its_move(database):
    before = number(database)

    with database.transaction():
        with database.transaction():
            database.execute(ADD, {"name": "ferry"})
            database.execute("SET CONSTRAINTS ALL IMMEDIATE")
            assert number(database) == before + 1
            raise psycopg.Rollback
        assert number(database) == before
        database.execute("SET CONSTRAINTS ALL DEFERRED")
        database.execute(ADD, {"name": "quay"})

    assert number(database) == before + 1
    assert moved_to(database, before + 1)
