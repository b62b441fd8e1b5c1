"""Find copies of one story among what several sources sent, and fold them under the newest whole one.

A simhash of 64 bits (Charikar 2002) over shingles of three words knows equal texts from others only up to a few
differing bits, and cannot see a text that was cut. Shingles of four words, a quarter of them kept, find those by how
much of the smaller is contained in the larger (Broder 1997). The limits are measured: docs/wires.md.
"""

import datetime as dt
import hashlib
import re
from collections import Counter
from itertools import islice

from django.db.models import Count

from articles.importing.sources.markup import plain_words
from articles.models import Article, WireItem, WireShingle

RECENT = dt.timedelta(hours=72)
SAME_BITS = 6
CONTAINED, ALIKE = 0.80, 0.50
LEAST_SHARED = 12
WHOLE = 0.8  # of the text on top; a shorter one was cut, however new it is
MOST_WORDS = 3000
LEAST_WORDS = 20  # a headline alone is like many others
KEPT_OF = 4
WORD = re.compile(r"\w+")
MASK = (1 << 64) - 1


def fold(item: WireItem, *, at: dt.datetime) -> None:
    """Put an item whose words have changed where it belongs: under its fuller copy, over those that it is newer than.

    Never one that is under embargo or taken back, nor two with different terms of use.
    """
    words = words_of(item.html)
    WireShingle.objects.filter(item=item).delete()
    item.copies.update(copy_of=None)
    item.copy_of, item.simhash = None, None
    if _may_be_folded(item, at) and len(words) >= LEAST_WORDS:
        item.simhash = simhash_of(words)
        values = shingles_of(words)
        WireShingle.objects.bulk_create([WireShingle(item=item, value=value) for value in values])
        if top := _top_of(item, values, at):
            _put_on_top(item, top)
    item.save(update_fields=["copy_of", "simhash"])


def alike(item: WireItem, *, at: dt.datetime) -> list[WireItem]:
    """Items that share half of their words or more, and are not folded together: for an editor to look at."""
    values = list(item.shingles.values_list("value", flat=True))
    found = [pk for pk, share in _shares(item, values, at).items() if ALIKE <= share < CONTAINED]
    return list(WireItem.objects.filter(pk__in=found).on_top().select_related("source").newest_first())


def share_of(item: WireItem, article: Article) -> float:
    """How many of the item's runs of four words stand in a story."""
    item_runs, story_runs = (_shingles(words_of(holder), 4) for holder in (item.html, article.body))
    return len(item_runs & story_runs) / len(item_runs)


def words_of(html: str) -> list[str]:
    """The first of them, in a text of any length."""
    return [found[0] for found in islice(WORD.finditer(plain_words(html).casefold()), MOST_WORDS)]


def simhash_of(words: list[str]) -> int:
    """As a signed number of 64 bits, which is what a database keeps."""
    sums = Counter()
    for shingle in _shingles(words, 3):
        value = _hashed(shingle)
        for bit in range(64):
            sums[bit] += 1 if value >> bit & 1 else -1
    return _signed(sum(1 << bit for bit in range(64) if sums[bit] > 0))


def shingles_of(words: list[str]) -> set[int]:
    """A quarter of the shingles of four words, the same quarter in every text."""
    values = {_hashed(shingle) for shingle in _shingles(words, 4)}
    return {_signed(value) for value in values if value % KEPT_OF == 0}


def bits_apart(one: int, other: int) -> int:
    return ((one ^ other) & MASK).bit_count()


def _shingles(words, size):
    return {" ".join(words[start : start + size]) for start in range(max(1, len(words) - size + 1))}


def _hashed(text):
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


def _signed(value):
    return value - (1 << 64) if value >> 63 else value


def _may_be_folded(item, at):
    return not (item.is_dead or item.is_embargoed(at))


def _recent(item, at):
    """Others that may lie together with it."""
    others = WireItem.objects.filter(changed_at__gte=at - RECENT, simhash__isnull=False, terms=item.terms)
    return others.exclude(pk=item.pk).exclude(pk__in=WireItem.objects.not_free(at).values("pk"))


def _top_of(item, values, at):
    """The one on top of those that are the same story, if there are any."""
    hashes = _recent(item, at).order_by("-changed_at", "-pk").values_list("pk", "simhash")
    same = [pk for pk, simhash in hashes if bits_apart(simhash, item.simhash) <= SAME_BITS]
    if not same:
        same = [pk for pk, share in _shares(item, values, at).items() if share >= CONTAINED]
    found = WireItem.objects.filter(pk__in=same).select_related("copy_of").newest_first().first()
    return found and (found.copy_of or found)


def _shares(item, values, at) -> dict[int, float]:
    """How much of the smaller text the larger one contains, for those that share enough to say so."""
    shared = WireShingle.objects.filter(value__in=values, item__in=_recent(item, at))
    counted = shared.values_list("item").annotate(number=Count("pk")).filter(number__gte=LEAST_SHARED)
    counts = dict(counted.order_by("item"))
    sizes = dict(WireShingle.objects.filter(item__in=counts).values_list("item").annotate(Count("pk")).order_by("item"))
    return {pk: number / min(len(values), sizes[pk]) for pk, number in counts.items()}


def _put_on_top(item, top):
    """The newest whole one is shown; what a story was made of stays in sight."""
    is_less = (item.is_partial and not top.is_partial) or len(item.html) < WHOLE * len(top.html)
    if not item.uses.exists() and (is_less or top.uses.exists()):
        item.copy_of = top
        return
    WireItem.objects.filter(copy_of=top).exclude(pk=item.pk).update(copy_of=item)
    WireItem.objects.filter(pk=top.pk).update(copy_of=item)
