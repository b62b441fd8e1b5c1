"""The words of the archive: how they are spelt, and which of them a reader may have meant.

Only what readers can find is ever offered: whoever asks has to try an offer against live stories first.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import batched, combinations

from django.db import connection, transaction

from articles.models import SearchSlip, SearchWord

ENOUGH = 3  # editions in which a word stands that is no slip of the desk's own; one name or headline is enough too
SHORTEST = 3  # letters of a word that may be offered
MOST_OFFERS = 12  # words that are looked at closely
AT_ONCE = 300  # rows in one statement
OFTEN = f"SELECT word FROM articles_searchword WHERE seen >= {ENOUGH} AND word IN ({{}})"  # noqa: S608 - words of ours
LEARN = """INSERT INTO articles_searchword (word, shown, seen) VALUES {}
ON CONFLICT (word) DO UPDATE SET seen = articles_searchword.seen + excluded.seen,
shown = CASE WHEN excluded.seen > 1 THEN excluded.shown ELSE articles_searchword.shown END
RETURNING word, seen"""


def learn(words: Mapping[str, str], names: Collection[str]) -> None:
    """Count the words of an edition, and keep the slips of those that have now been seen often enough."""
    known: set[str] = set()
    with transaction.atomic(), connection.cursor() as cursor:
        for some in batched(words, AT_ONCE):
            cursor.execute(OFTEN.format(", ".join(["%s"] * len(some))), some)
            known.update(word for (word,) in cursor.fetchall())
        new = sorted(words.keys() - known)  # in one order, or two would wait for each other
        for some in batched(new, AT_ONCE):
            values = [v for word in some for v in (word, words[word][:60] or word, ENOUGH if word in names else 1)]
            cursor.execute(LEARN.format(", ".join(["(%s, %s, %s)"] * len(some))), values)
            often = sorted(word for word, seen in cursor.fetchall() if seen >= ENOUGH and len(word) >= SHORTEST)
            slips = [SearchSlip(slip=slip, word=word) for word in often for slip in sorted({word, *less_one(word)})]
            SearchSlip.objects.bulk_create(slips, ignore_conflicts=True, batch_size=AT_ONCE)


def learn_in_turn(words: Mapping[str, str], names: Collection[str]) -> None:
    """The same in the transaction of whoever publishes.

    On PostgreSQL after it, by itself: two that publish several stories would wait for each other's words.
    """
    if connection.vendor == "postgresql":
        transaction.on_commit(partial(learn, words, names), robust=True)
    else:
        learn(words, names)


def less_one(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def meant_by(word: str) -> list[tuple[str, str]]:
    """Words of the archive that are spelt nearly so, the nearest first, each folded and as it is printed."""
    most = 1 if len(word) < 6 else 2
    slips = {word, *less_one(word)}
    if most == 2:
        slips |= {"".join(left) for left in combinations(word, len(word) - 2)}
    found = set(SearchSlip.objects.filter(slip__in=slips).exclude(word=word).values_list("word", flat=True))
    near = {other: distance(word, other) for other in found if other.isdigit() == word.isdigit()}
    best = sorted((far, other[0] != word[0], other) for other, far in near.items() if far <= most)[:MOST_OFFERS]
    shown = dict(SearchWord.objects.filter(word__in=[other for *_, other in best]).values_list("word", "shown"))
    return [(other, shown[other]) for *_, other in best if other in shown]


def known_words(words: Iterable[str]) -> set[str]:
    """Which of these the archive has, spelt just so."""
    return set(SearchWord.objects.filter(word__in=set(words)).values_list("word", flat=True))


def distance(one: str, other: str) -> int:
    """How many letters are wrong, missing, too many or the wrong way round: the optimal string alignment."""
    before, row = [], list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        older, before, row = before, row, [place]
        for at, sign in enumerate(other, 1):
            least = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != sign))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == sign:
                least = min(least, older[at - 2] + 1)
            row.append(least)
    return row[-1]
