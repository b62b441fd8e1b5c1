"""The same where PostgreSQL looks back in steps: with times so short that few stories fill them."""

import datetime as dt
import itertools
from dataclasses import replace
from unittest import mock

from articles.tests.search.searching import HOUR, check, found, later, put_out

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
    short = {"SIZES": (2, 3, 20, 40), "FEW": 3, "LATER": (5,), "_known": (-(10**9), [], 0)}
    with mock.patch.multiple(on_postgresql, **short):
        for word, stories in expected.items():
            assert all_found(word) == stories, word
            assert sorted(found(word, best=True)) == sorted(stories) or len(stories) > 20, word
        with later(dt.timedelta(days=1, hours=1)):  # what is known of the times is an hour old at most
            put_out("Swan of tomorrow", hours_ago=0)
            assert all_found("swan")[0] == "Swan of tomorrow"


@check
def words_in_a_row_are_looked_for_so_far_back():
    from django.utils import timezone

    from articles.search import find
    from articles.search.entries import key_of
    from articles.search.question import read

    for number in range(5):
        put_out(f"Sea and wall {number}", hours_ago=number + 1)
        put_out(f"Nothing {number}", hours_ago=number + 1)
    put_out("Sea wall", hours_ago=20)
    put_out("Sea-wall", hours_ago=21)

    def asked(typed, *, most, best=False, **more):
        with mock.patch.multiple(find, NEAR=2, MOST_READ=most, _near=(-(10**9), 0)):
            hits = (find.relevant if best else find.newest)(replace(read(typed), **more))
            counted = find.how_many(replace(read(typed), **more))
            assert (len(hits.editions), hits.back_to is None) == counted
            return len(hits.editions), hits.back_to is not None

    for typed, best in itertools.product(('"sea wall"', "sea-wall"), (False, True)):
        for most, expected in {5: (0, True), 6: (1, True), 7: (2, True), 8: (2, False)}.items():
            assert asked(typed, most=most, best=best) == expected, (typed, best, most)
        assert asked(typed, most=3, best=best, until=key_of(timezone.now() - 18 * HOUR)) == (2, False)
    assert asked('nothing -"sea wall"', most=12) == (5, False)
    assert asked('"nothing 1"', most=2) == (1, False)


@check
def a_phrase_is_no_story_that_has_its_words_in_another_order():
    from articles.search import find
    from articles.search.question import read

    for number in range(6):
        put_out(f"Council {number}", body="The harbour wall.", hours_ago=number + 1)
    other = put_out("Wall of the harbour", hours_ago=99).live_edition()
    put_out("Harbour-wall", hours_ago=98)
    with mock.patch.object(find, "BEST", 3):
        for typed in ('"harbour wall"', "harbour-wall", 'harbour -"of the"'):
            pages = [find.relevant(read(typed), page=page, size=2).editions for page in (1, 2)]
            assert len(pages[0]) == 2, typed
            assert other.pk not in {edition for page in pages for edition in page}, typed
