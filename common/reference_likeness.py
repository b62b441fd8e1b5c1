"""References of ours in what a payer or a bank wrote: spaced, joined, without RF, or with one slip of the hand.

The check digits do the work. Every text that is one slip away from what was written is tried, and of these
hardly one has right check digits, so that whoever keeps the references has few to look up.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from common.folding import fold
from common.payment_reference import ALPHABET, LENGTH, is_reference, with_check_digits

LETTER, DIGIT, ANY = f"[{ALPHABET}]", "[0-9]", "[0-9A-Z]"
WHOLE = ["R", "F", DIGIT, DIGIT, *[LETTER] * LENGTH]
WITHOUT_RF = WHOLE[2:]
BODY = WHOLE[4:]
EXACT = re.compile(rf"(?=((?:RF)?{DIGIT}{{2}}{LETTER}{{{LENGTH}}}))")
WORD = re.compile(r"[0-9A-Z]+")


def squashed(text: str) -> str:
    """Letters and digits alone, in capitals: spaces, slashes, hyphens and a bank's line breaks part no reference."""
    return "".join(sign for sign in fold(text).upper() if sign.isascii() and sign.isalnum())


def references_in(text: str) -> list[str]:
    """References whose check digits hold, however they were spaced, also without the RF in front."""
    found = (match if match.startswith("RF") else f"RF{match}" for match in EXACT.findall(squashed(text)))
    return [reference for reference in dict.fromkeys(found) if is_reference(reference)]


def likely_references(text: str) -> list[str]:
    """References one slip away from what was written, the whole ones first, then those from the letters alone."""
    plain = squashed(text)
    found = [
        *_mended(plain, SLIPPED_WHOLE, "", 4),
        *_mended(plain, SLIPPED_WITHOUT_RF, "RF", 2),
        *_from_letters(text),
    ]
    return list(dict.fromkeys(found))


def _slips(shape: list[str]) -> list[str]:
    """Patterns of this shape with one sign wrong, missing or too many, or two in each other's place."""
    wrong = [[*shape[:at], ANY, *shape[at + 1 :]] for at in range(len(shape))]
    missing = [[*shape[:at], *shape[at + 1 :]] for at in range(len(shape))]
    more = [[*shape[:at], ANY, *shape[at:]] for at in range(len(shape) + 1)]
    swapped = [
        [*shape[:at], second, first, *shape[at + 2 :]]
        for at, (first, second) in enumerate(pairwise(shape))
        if first != second
    ]
    return ["".join(signs) for signs in (*wrong, *missing, *more, *swapped)]


def _pattern(shape):
    return [re.compile(rf"(?=({pattern}))") for pattern in dict.fromkeys(_slips(shape))]


SLIPPED_WHOLE = _pattern(WHOLE)
SLIPPED_WITHOUT_RF = _pattern(WITHOUT_RF)
SHAPE = re.compile("".join(WHOLE))


def _mended(plain, patterns, front, digits_end):
    written = dict.fromkeys(match for pattern in patterns for match in pattern.findall(plain))
    for text in written:
        for mended in _one_slip_away(text, digits_end):
            reference = front + mended
            if SHAPE.fullmatch(reference) and is_reference(reference):
                yield reference


def _one_slip_away(text: str, digits_end: int) -> Iterator[str]:
    """Each text that one slip turns into this one."""
    signs = f"{ALPHABET}0123456789RF"
    for at in range(len(text) + 1):
        before, after = text[:at], text[at:]
        likely = signs if at <= digits_end else ALPHABET
        yield from (before + sign + after for sign in likely)
        if not after:
            continue
        yield before + after[1:]
        yield from (before + sign + after[1:] for sign in likely)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def _from_letters(text):
    """From the eight letters alone: they have no check digits, so all that they may mean is given."""
    words = WORD.findall(fold(text).upper())
    candidates = {*words, *(first + second for first, second in pairwise(words))}
    for word in sorted(candidates):
        if abs(len(word) - LENGTH) <= 1 and not set(word) & set("AEIOU"):
            exact = [word] if len(word) == LENGTH else []
            for body in (*exact, *_one_slip_away(word, -1)):
                if len(body) == LENGTH and not set(body) - set(ALPHABET):
                    yield with_check_digits(body)
