"""The same where PostgreSQL looks back in steps: with times so short that few stories fill them."""

import datetime as dt
from unittest import mock

from articles.tests.searching import check, found, later, put_out

EVERY = {"tide": 1, "ferry": 7, "swan": 30, "lock": 69}  # one story in so many has the word
STORIES = 70  # more than are read without the index


def all_found(typed):
    """Page by page, as a reader goes on."""
    from articles.models import Edition
    from articles.search.find import newest
    from articles.search.question import read

    headlines, cursor = dict(Edition.objects.values_list("pk", "headline")), ""
    seen = []
    while True:
        hits = newest(read(typed), before=cursor)
        seen += [headlines[pk] for pk in hits.editions]
        if not (cursor := hits.older):
            return seen


@check
def every_story_is_found_however_far_back_it_is():
    from django.utils import timezone

    from articles.search import on_postgresql

    start, expected = timezone.now() - dt.timedelta(minutes=5), {word: [] for word in EVERY}
    for number in range(STORIES):
        words = [word for word, each in EVERY.items() if number % each == 0]
        put_out(f"{number} {' '.join(words)}", at=start - dt.timedelta(days=9 * number))
        for word in words:
            expected[word].append(f"{number} {' '.join(words)}")
    short = {"SIZES": {"d": 2, "m": 20, "y": 40}, "LATER": {"m": 5}, "_known": (-(10**9), [])}
    with mock.patch.multiple(on_postgresql, **short):
        for word, stories in expected.items():
            assert all_found(word) == stories, word
            assert sorted(found(word, best=True)) == sorted(stories) or len(stories) > 20, word
        with later(dt.timedelta(days=1, hours=1)):  # what is known of the times is an hour old at most
            put_out("Swan of tomorrow", hours_ago=0)
            assert all_found("swan")[0] == "Swan of tomorrow"


@check
def phrases_of_common_words_are_looked_for_so_far_back():
    from articles.search import find
    from articles.search.question import read

    for number in range(6):
        put_out(f"Sea and wall {number}", hours_ago=number + 1)
    put_out("Sea wall", hours_ago=9)
    with mock.patch.multiple(find, PHRASES_BACK=3, FEW=6, _back=(-(10**9), 0)):
        hits = find.newest(read('"sea wall"'))
        assert (hits.editions, hits.back_to is not None) == ([], True)
        assert found('"sea wall" 9') == []
    with mock.patch.multiple(find, PHRASES_BACK=3, FEW=8, _back=(-(10**9), 0)):
        assert found('"sea wall"') == found('"sea wall"', best=True) == ["Sea wall"]
