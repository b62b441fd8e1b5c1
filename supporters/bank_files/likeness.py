"""Whether two lines of the bank are one payment: one layout shortens what another decorates.

Every payment has an identity that no layout changes: its reference, or what is left of the words when the bank's own
are taken away. Where identities differ, `is_same_payment` says what is as good as certain, and `may_be_same_payment`
what cannot be ruled out.
"""

import hashlib
import re
from itertools import accumulate

from common.folding import fold
from common.reference_likeness import references_in, squashed

WORD = re.compile(r"[^\W_]+")
# What banks write beside the payer's own words.
BANKS_WORDS = frozenset(
    WORD.findall("""
        fpi fps fp bgc bac bacs chaps sepa cr crdt credit credits tfr trf transfer transfers faster payment
        payments pymt pmt receipt received recd from ref reference re so sto standing order orders bank giro
        automated inward inwards incoming direct online mobile internet banking via by of the on at to for eref
        kref svwz iref cref ordp name remi ustd notprovided nonref ntrf nmsc beneficiary payer details
        description info narrative in value counterparty
    """)
)
DATE = re.compile(r"\d{1,2}(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(\d{2}|\d{4})?")
LEAST_CERTAIN = 8  # letters and digits of the shorter text, when the longer one holds it
LEAST_BESIDE_A_CUT = 12
LONG_WORD = 4


def words_of(text: str) -> list[str]:
    """The payer's own words, folded, in their order and each once."""
    found = (word for word in WORD.findall(fold(text)) if word not in BANKS_WORDS and not DATE.fullmatch(word))
    return list(dict.fromkeys(found))


def identity_of(text: str) -> str:
    """What tells a payment from others of its account, day and amount. Hashed: it outlives who asks to be forgotten."""
    references = references_in(text)
    plain = " ".join(sorted(references) or sorted(words_of(text)) or [fold(text)])
    return hashlib.sha256(plain.encode()).hexdigest()


def is_same_payment(one: str, other: str) -> bool:
    """As good as certain: a reference in common, or the words of one wholly within the other."""
    mine, others = references_in(one), references_in(other)
    if mine and others:
        return bool(set(mine) & set(others))
    return _holds(one, other) or _holds(other, one)


def may_be_same_payment(one: str, other: str) -> bool:
    """Not ruled out: of two payments with valid references, other references mean other payments."""
    mine, others = set(references_in(one)), set(references_in(other))
    return not (mine and others) or bool(mine & others)


def _holds(longer, shorter):
    """Whether each word of the shorter text is in the longer, but for one that a bank cut off at its width."""
    words, parts = words_of(longer), words_of(shorter)
    if len(parts) > 1 and set(parts) <= set(words):
        return True
    joined = squashed(" ".join(parts))
    if len(joined) >= LEAST_CERTAIN and _stands_in(joined, words):
        return True
    lost = [part for part in parts if not _is_in(part, words)]
    kept = sum(len(part) for part in parts if part not in lost)
    is_cut = all(any(word.startswith(part) for word in words) for part in lost)
    return kept >= LEAST_CERTAIN and (not lost or (len(lost) == 1 and is_cut and kept >= LEAST_BESIDE_A_CUT))


def _stands_in(text, words):
    """Whether whole words make that text, however a bank joined them: `Marsh` does not stand in `Marshall`."""
    edges = list(accumulate((len(squashed(word)) for word in words), initial=0))
    plain = squashed(" ".join(words))
    return any(plain[edge : edge + len(text)] == text and edge + len(text) in edges for edge in edges)


def _is_in(part, words):
    """Short words count whole alone; of a longer one a letter may be lost that the bank's alphabet has not."""
    if part in words:
        return True
    if len(part) < LONG_WORD:
        return False
    return _stands_in(part, words) or any(_has_lost_a_letter(part, word) for word in words)


def _has_lost_a_letter(one, other):
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(short == long[:at] + long[at + 1 :] for at in range(len(long)))
