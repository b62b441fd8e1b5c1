"""On PostgreSQL a vote within its network's rate limit is one statement, which is a transaction of its own.

It does what `polls.voting.ballot_box` does step by step, or nothing at all: then the steps are taken, and they say why.
Each trip to the database that a vote does not make is worth a tenth of what a poll can take in on its busiest night.
"""

from django.db import IntegrityError, connection

from polls.models import Ballot, Mark, NetworkHour, Receipt

SQL = """
WITH network AS (
  INSERT INTO {network} AS hours (poll_id, network, hour, votes) VALUES (%s, %s, %s, 1)
  ON CONFLICT (poll_id, network, hour) DO UPDATE SET votes = hours.votes + 1 WHERE hours.votes < %s RETURNING votes
), receipt AS (
  INSERT INTO {receipt} (poll_id, key, is_shaken) SELECT %s, %s, false FROM network
), ballot AS (
  INSERT INTO {ballot} ({columns}) SELECT {values} FROM network
), mark AS (
  INSERT INTO {mark} (ballot_id, choice_id) SELECT %s, unnest(%s::bigint[]) FROM network
)
SELECT votes FROM network
"""


def cast_in_one_statement(*, ballot, marks, key, network, allowed) -> bool:
    """Put a ballot that nothing speaks against into the box. False when it has to be looked at, or is not the first."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return False
    known = {field.column: value for field in Ballot._meta.concrete_fields if (value := _prepared(field, ballot))}
    tables = {"network": NetworkHour, "receipt": Receipt, "ballot": Ballot, "mark": Mark}
    sql = SQL.format(
        **{name: connection.ops.quote_name(model._meta.db_table) for name, model in tables.items()},
        columns=", ".join(map(connection.ops.quote_name, known)),
        values=", ".join("%s" for _ in known),
    )
    values = [value[0] for value in known.values()]
    asked = [ballot.poll_id, network, ballot.hour, allowed, ballot.poll_id, key, *values, ballot.pk, sorted(marks)]
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, asked)
            is_in = cursor.fetchone() is not None
    except IntegrityError:
        return False
    ballot._state.adding = not is_in
    return is_in


def _prepared(field, ballot):
    """The value for one column, in a tuple; nothing for NULL, whose type PostgreSQL could not tell."""
    value = field.get_db_prep_save(getattr(ballot, field.attname), connection)
    return None if value is None else (value,)
