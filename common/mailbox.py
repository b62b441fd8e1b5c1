"""One mailbox, one spelling: the same domain may be written in its own letters or in the code that machines send."""

import re
import unicodedata

from common.text import clean_text

CODE = "xn--"
IGNORES_DOTS = {"gmail.com", "googlemail.com"}
# Letters of which today's domains keep what Python's older rules change: straße.de would become strasse.de,
# which is somebody else's. A label with one of them is known by its code alone.
KEPT_TODAY = re.compile("[ßς]")
FULL_STOPS = str.maketrans("。．｡", "...")


def canonical_mailbox(address: str) -> str:
    """The address with its domain in small letters of its own script, or in code where only that is safe.

    The part before @ is its owner's business.
    """
    address = clean_text(address)
    name, at, domain = address.rpartition("@")
    if not at:
        return address
    domain = unicodedata.normalize("NFKC", domain.translate(FULL_STOPS)).lower()
    return f"{name}@{'.'.join(map(_in_its_letters, domain.split('.')))}"


def mailbox_of(address: str) -> str:
    """Where letters to an address end up, for limits: what stands behind + is the same person, as are Gmail's dots."""
    name, at, domain = canonical_mailbox(address).lower().rpartition("@")
    name = name.partition("+")[0]
    return (name.replace(".", "") if domain in IGNORES_DOTS else name) + at + domain


def spellings_of(address: str) -> set[str]:
    """The canonical address, and those with letters for code or code for letters, as rows of before may have it."""
    canonical = canonical_mailbox(address)
    name, at, domain = canonical.rpartition("@")
    others = (".".join(map(spell, domain.split("."))) for spell in (_in_code, _in_letters_of_today))
    return {canonical, *(f"{name}{at}{other}" for other in others)}


def _in_its_letters(label):
    """A label of a domain. Code that Python would not turn back into the same code stays as it is."""
    if KEPT_TODAY.search(label):
        return CODE + label.encode("punycode").decode()
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


def _in_letters_of_today(label):
    try:
        letters = label.removeprefix(CODE).encode().decode("punycode") if label.startswith(CODE) else ""
    except UnicodeError:
        return label
    return letters if KEPT_TODAY.search(letters) else label
