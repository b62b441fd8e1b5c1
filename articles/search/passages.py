"""The entries of a running story in the index: each is folded once, and its story's row is put together of them.

A row is one story, so a question of several words may be answered by its own words, one entry and another together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from articles.models import Edition, EntryEdition, RunningStory, SearchEntry, SearchPassage
from articles.search.entries import GAP, MOST_WORDS, Entry, as_printed
from articles.search.placed_files import said_in
from articles.search.question import Question, Term
from articles.search.spelling import learn_in_turn
from articles.search.tokens import FOLD, Word, words_in, words_in_folded
from common.folding import fold, fold_html
from common.prepared import Prepared

# Of a story its entries that have not ended, the newest first, with what is kept of each.
KEPT = ("pk", "search_passage__body", "search_passage__joined", "search_passage__fold")
CURRENT = Prepared(
    lambda _at, ids: EntryEdition.objects.filter(story=ids[0], ends_at=None).newest_first().values_list(*KEPT)
)


@dataclass(frozen=True)
class Passage:
    """The tokens of one entry, and the joined forms of its compounds."""

    body: str
    joined: str


def add_passages(entry: Entry, *, story: int) -> None:
    """Put the words of a story's entries behind its own: all of the newest, and of older ones what is not there yet."""
    passages = _passages_of(story)
    known: set[str] = set()
    for passage in passages:
        tokens = passage.body.split()
        if len(entry.body) + len(tokens) < MOST_WORDS:
            entry.body += [GAP, *tokens]
        else:
            known = known or {*entry.body}
            entry.marks += _apart(token for token in dict.fromkeys(tokens) if token not in known)
            known.update(tokens)
        entry.marks += _apart(passage.joined.split())


def keep_passage(edition: EntryEdition) -> Passage:
    """Fold an entry with what its documents say, keep that, and count its words among those of the archive."""
    head = " ".join(filter(None, [edition.headline, edition.author.name if edition.author else ""]))
    own = islice(words_in_folded(fold_html(edition.words)), MOST_WORDS)
    said = (islice(words_in(text), MOST_WORDS) for text in said_in(edition.words))
    pieces = [list(words) for words in (words_in(head), own, *said)]
    words = [word for piece in pieces for word in piece]
    body = f" {GAP} ".join(" ".join(_parts(piece)) for piece in pieces if piece)
    passage = Passage(body, " ".join(dict.fromkeys(word.joined for word in words if word.joined)))
    facts = {"story_id": edition.story_id, "body": passage.body, "joined": passage.joined, "fold": FOLD}
    SearchPassage.objects.update_or_create(edition=edition, defaults=facts)
    spelt = {word.plain: word.plain for word in words if word.plain}
    compounds = {spelling: spelling for word in words if word.joined and (spelling := "-".join(word.parts))}
    learn_in_turn(spelt | compounds | as_printed(head), {word.plain for word in pieces[0] if word.plain})
    return passage


def drop_ended(story: int) -> None:
    """Nothing is kept of what readers do not have any more."""
    SearchPassage.objects.filter(story=story, edition__ends_at__isnull=False).delete()


def entries_that_answer(question: Question, editions: Iterable[Edition]) -> dict[int, EntryEdition]:
    """Of the running stories whose own words are not the whole answer, by story the entry that has most of the rest.

    The newest of several. One query where no story is told in entries, four at most.
    """
    stories = {edition.article_id: edition for edition in editions}
    told = RunningStory.objects.filter(pk__in=stories).values_list("pk", flat=True)
    terms = _not_in_their_own([stories[pk] for pk in told], question)
    if not terms:
        return {}
    live = EntryEdition.objects.live().filter(story__in=terms)
    best: dict[int, tuple[int, int]] = {}
    rows = live.newest_first().values_list("pk", "story", "search_passage__body", "search_passage__joined")
    for pk, story, body, joined in rows:
        found = sum(_stands_in(f" {body} {joined} ", term) for term in terms[story])
        if found > best.get(story, (0, 0))[0]:
            best[story] = found, pk
    return {edition.story_id: edition for edition in live.filter(pk__in=[pk for _found, pk in best.values()])}


def _not_in_their_own(editions, question) -> dict[int, list[Term]]:
    """By story what was looked for and stands in none of its own words and names."""
    names = dict(SearchEntry.objects.filter(edition__in=editions).values_list("edition", "people")) if editions else {}
    missing = {}
    for edition in editions:
        words = words_in_folded(f"{fold(edition.headline)} {fold(edition.standfirst)} {fold_html(edition.body)}")
        own = " ".join(form for word in words for form in word.forms)
        text = f" {own} {names.get(edition.pk, '')} "
        missing[edition.article_id] = [term for term in question.terms if not _stands_in(text, term)]
    return {story: terms for story, terms in missing.items() if terms}


def _stands_in(text, term):
    return any(all(f" {token} " in text for token in way.tokens) for way in term.alternatives)


def _passages_of(story) -> list[Passage]:
    """One query; what is missing, or was folded in an older way, is made."""
    rows = CURRENT.rows([story])
    missing = [pk for pk, *_kept, fold in rows if fold != FOLD]
    editions = EntryEdition.objects.filter(pk__in=missing).select_related("author") if missing else ()
    made = {edition.pk: keep_passage(edition) for edition in editions}
    return [made.get(pk) or Passage(body, joined) for pk, body, joined, _fold in rows]


def _parts(words: Iterable[Word]) -> list[str]:
    return [part for word in words for part in word.parts]


def _apart(tokens: Iterable[str]) -> list[str]:
    """Two of these are no phrase."""
    return [part for token in tokens for part in (token, GAP)]
