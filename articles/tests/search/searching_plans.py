"""By which index PostgreSQL reads a slice of time, each time where the other one looks cheaper to it."""

import re

STORIES = 5000  # all of them have one word, and one of them another
FILL = f"""INSERT INTO articles_searchentry
  (key, edition_id, article_id, headline, standfirst, people, body, marks, fold, words)
SELECT n, n, n, '', '', '', '', '', 0, ('tide' || CASE n WHEN 1 THEN ' swan' ELSE '' END)::tsvector
FROM generate_series(1, {STORIES}) n"""


def indexes(statement, word, *, until):
    from django.db import connection

    from articles.search.on_postgresql import SETTINGS

    with connection.cursor() as cursor:
        cursor.execute(f"{SETTINGS}; EXPLAIN {statement}", [f"'{word}'", until, 1, 20, "now", "now"])
        while cursor.nextset():
            pass
        return re.findall(r"(?:on|using) articles_searchentry_(\w+)", "\n".join(row[0] for row in cursor.fetchall()))


def indexes_of_slices():
    """Of a slice that is read by its key, and of one that is read by its words. Nothing is left in the database."""
    from django.db import connection, transaction

    from articles.search.on_postgresql import BY_KEY, BY_WORDS

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(FILL)
            cursor.execute("ANALYZE articles_searchentry")
        found = [indexes(BY_KEY, "swan", until=STORIES), indexes(BY_WORDS, "tide", until=9)]
        transaction.set_rollback(True)
    return found
