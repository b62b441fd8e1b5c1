"""Fifty saves at once, of one story and of one front: one winner, forty-nine told, nothing lost; on both databases."""

import pytest

from articles.tests.editing.race import EDITORS, words_of


def assert_one_won_and_nobody_lost(result):
    story, front = result["story"], result["front"]
    won = winner_of(story)
    assert story["body"] == f"<p>{words_of(won)}</p>"
    assert (story["version"], story["revisions"]) == (2, 1)
    winner_of(front)
    assert front["version"] == 1


def winner_of(result):
    won = [each["number"] for each in result["met"] if each["status"] == 302]
    told = [each for each in result["met"] if each["status"] == 200]
    assert (len(won), len(told)) == (1, EDITORS - 1), result["met"]
    assert all(each["kept"] for each in told)
    assert result["headline"] == f"Headline of editor {won[0]}"
    return won[0]


def test_on_sqlite_in_a_file(run_script, tmp_path):
    assert_one_won_and_nobody_lost(
        run_script(
            "articles.tests.editing.race", database_url=f"sqlite:///{tmp_path / 'race.sqlite3'}", folder=tmp_path
        )
    )


@pytest.mark.postgresql
def test_on_postgresql(run_script, postgresql_database_url, tmp_path):
    assert_one_won_and_nobody_lost(
        run_script("articles.tests.editing.race", database_url=postgresql_database_url, folder=tmp_path)
    )
