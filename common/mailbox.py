"""One mailbox, one spelling: the same domain may be written in its own letters or in the code that machines send."""

import unicodedata

from common.text import clean_text

CODE = "xn--"
FULL_STOPS = str.maketrans("。．｡", "...")


def canonical_mailbox(address: str) -> str:
    """The address with its domain in small letters of its own script; the part before @ is its owner's business."""
    address = clean_text(address)
    name, at, domain = address.rpartition("@")
    if not at:
        return address
    domain = unicodedata.normalize("NFKC", domain.translate(FULL_STOPS)).lower()
    return f"{name}@{'.'.join(map(_in_its_letters, domain.split('.')))}"


def spellings_of(address: str) -> set[str]:
    """The canonical address and the one with the code in it, as rows of before may have it."""
    canonical = canonical_mailbox(address)
    name, at, domain = canonical.rpartition("@")
    return {canonical, f"{name}{at}{'.'.join(map(_in_code, domain.split('.')))}"}


def _in_its_letters(label):
    """A label of a domain. Code that Python would not turn back into the same code stays as it is."""
    if not label.startswith(CODE):
        return label
    try:
        return label.encode().decode("idna")
    except UnicodeError:
        return label


def _in_code(label):
    try:
        return label.encode("idna").decode()
    except UnicodeError:
        return label
