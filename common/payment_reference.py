"""Payment references with check digits, as in ISO 11649 ("RF"), which banks and bookkeeping programs know.

A reader copies the reference by hand into a bank's form or on a cheque, so the letters that hands and eyes mix up
are left out, and so are vowels, which would spell words. Two check digits (mod 97-10) catch every single wrong
letter and every pair that changed places; were digits among the letters, they would miss a few.
"""

import re
import secrets

from stdnum import iso11649
from stdnum.iso7064 import mod_97_10

ALPHABET = "CDFGHJKMNPQRTVWXY"
LENGTH = 8


def with_check_digits(body: str) -> str:
    return f"RF{mod_97_10.calc_check_digits(f'{body}RF')}{body}"


def new_reference() -> str:
    return with_check_digits("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def read_reference(text: str) -> str:
    """The reference as we keep it, from one written with spaces, dashes or small letters."""
    return re.sub(r"[\s\-.]", "", text).upper()


def is_reference(text: str) -> bool:
    """Whether the check digits hold: a slip of the pen is told from a reference that was never given out."""
    reference = read_reference(text)
    # Digits of other scripts are none to a bank.
    return reference.isascii() and iso11649.is_valid(reference)


def spaced_reference(reference: str) -> str:
    """In groups of four, as it is read out and copied: RF42 K7RM 4WXP."""
    return " ".join(reference[at : at + 4] for at in range(0, len(reference), 4))
