"""Where a link that comes out of a row may lead: what an old row, an import or a hand in the database put there."""

import re

LEADS_SOMEWHERE = re.compile(r"(?:https?://|mailto:|tel:|/(?![/\\]))[^\s\\]*", re.IGNORECASE)


def safe_link(address: str) -> str:
    """The address, if it is of the web, of a mailbox, a telephone or a page of ours; else nothing."""
    return address if address.isprintable() and LEADS_SOMEWHERE.fullmatch(address) else ""
