"""The stories whose headlines are nearest to some words, of which not all have to be there."""

from articles.models import Edition
from articles.search.find import BEST, database, end_of, readable
from articles.search.question import IN_HEADLINE, any_word_of
from articles.search.tokens import Word

MOST = 4  # stories


def nearest(words: list[Word]) -> list[Edition]:
    """Live stories that have half of these words in the headline at least, those with most first."""
    question = any_word_of(words)
    if not question:
        return []
    keys = database().keys(question, BEST, before=end_of(question), place=IN_HEADLINE)
    found = sorted(
        ((_shared(entry.headline, words), entry.key, entry.edition_id) for entry in readable(keys)), reverse=True
    )
    wanted = [edition for shared, _key, edition in found if shared * 2 >= len(words)][:MOST]
    editions = Edition.objects.live().filter(pk__in=wanted).for_cards().in_bulk()
    return [editions[pk] for pk in wanted if pk in editions]


def _shared(headline, words):
    tokens = set(headline.split())
    return sum(tokens.issuperset(word.parts) for word in words)
