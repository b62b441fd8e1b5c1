"""Payment references with check digits, as in ISO 11649 ("RF"), which banks and bookkeeping programs know.

A reader copies the reference by hand into a bank's form or on a cheque, so the letters that hands and eyes mix up
are left out, and so are vowels, which would spell words. Two check digits (mod 97-10) catch every single wrong
letter and every pair that changed places; were digits among the letters, they would miss a few.
"""

import re
import secrets

ALPHABET = "CDFGHJKMNPQRTVWXY"
LENGTH = 8
SHAPE = re.compile(r"RF[0-9]{2}[0-9A-Z]{1,21}", re.ASCII)


def _remainder(characters: str) -> int:
    return int("".join(str(int(character, 36)) for character in characters)) % 97


def with_check_digits(body: str) -> str:
    return f"RF{98 - _remainder(f'{body}RF00'):02}{body}"


def new_reference() -> str:
    return with_check_digits("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def read_reference(text: str) -> str:
    """The reference as we keep it, from one written with spaces, dashes or small letters."""
    return re.sub(r"[\s\-.]", "", text).upper()


def is_reference(text: str) -> bool:
    """Whether the check digits hold: a slip of the pen is told from a reference that was never given out."""
    reference = read_reference(text)
    return bool(SHAPE.fullmatch(reference)) and _remainder(reference[4:] + reference[:4]) == 1


def spaced_reference(reference: str) -> str:
    """In groups of four, as it is read out and copied: RF42 K7RM 4WXP."""
    return " ".join(reference[at : at + 4] for at in range(0, len(reference), 4))
