"""What search must never get wrong: the same table of checks on both databases."""

import re

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from articles.search.on_sqlite import NEWEST
from articles.search.tokens import words_in
from articles.tests.search import (
    searching,
    searching_answers,
    searching_entries,
    searching_rebuild,
    searching_times,
    searching_words,
)

MORE = [searching_words, searching_rebuild, searching_times, searching_entries]  # they add to the table
TOKEN = re.compile(r"[^\s'\"\\·§*():^!&|<>-]+")


@pytest.mark.django_db
@pytest.mark.parametrize("check", searching.CHECKS.values(), ids=searching.CHECKS)
def test_search_on_sqlite(check):
    check()


@pytest.mark.postgresql
@pytest.mark.django_db
def test_search_on_postgresql(run_script, postgresql_database_url, tmp_path):
    said = run_script("articles.tests.search.searching", database_url=postgresql_database_url, folder=tmp_path)

    assert said["held"] == sorted(searching.CHECKS)
    here = searching_answers.all_answers()
    assert {typed: said["answers"][typed] for typed in here} == here
    assert said["indexes"] == [["pkey"], ["words"]]


@given(st.text())
def test_tokens_hold_no_sign_that_a_database_reads(text):
    tokens = [form for word in words_in(f"a'b-c {text} d&e") for form in word.forms]

    assert [token for token in tokens if not TOKEN.fullmatch(token)] == []
    assert {"abc", "de"} <= set(tokens) or text.strip()


@pytest.mark.django_db
def test_the_gate_is_read_from_an_index_alone():
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {NEWEST}", ['"a"', 1, 0, "2026", "2026", 20])
        plan = " / ".join(row[3] for row in cursor.fetchall())

    assert "VIRTUAL TABLE INDEX" in plan
    assert "d USING COVERING INDEX edition_times" in plan
    assert "TEMP B-TREE" not in plan
