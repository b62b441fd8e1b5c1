"""A list as another program writes it, line by line. Knows no database.

Mailchimp, Ghost, Substack and other tables with a column of addresses differ in what they call things, and no more.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from common.csv_cells import has_open_quotation
from common.mailbox import canonical_mailbox

ADDRESS = ("emailaddress", "email", "emailadress", "mail", "address", "subscriberemail")
# Whatever stands there says that the reader left, that mail came back, or that they complained.
ENDED = ("unsubtime", "unsubscribedat", "cleantime", "cleanedat", "deletedat", "bouncedat", "complainedat")
# A switch; the word is what it says of a reader who does not get the letter.
SWITCHES = {"subscribedtoemails": "no", "subscribed": "no", "emaildisabled": "yes", "unsubscribed": "yes"}
STATES = ("status", "state", "memberstatus", "subscriptionstatus")
ENDED_STATES = (
    "unsubscribed",
    "cleaned",
    "bounced",
    "complained",
    "disabled",
    "deleted",
    "blocked",
    "inactive",
    "spam",
    "left",  # this and the next are ours
    "suppressed",
)
UNCONFIRMED_STATES = ("pending", "unconfirmed", "unactivated", "asked")
CONFIRMED = ("confirmtime", "confirmedat")
AGREED = (*CONFIRMED, "optintime", "createdat", "subscribedat", "signedupat", "startdate")
YES, NO = ("true", "yes", "1", "y", "t"), ("false", "no", "0", "n", "f")
LONGEST_CELL = 1000
NO_TABLE = _("This is no table that can be read. Export the list as CSV.")


class ListUnreadable(ValueError):
    """It is no table, or none of its columns has addresses."""


@dataclass(frozen=True)
class ListedReader:
    number: int  # of the line in the file, where the headings are the first
    email: str  # empty where it is no address
    has_ended: bool = False
    is_unconfirmed: bool = False
    agreed: str = ""  # when, as the list says it


def decoded(content: bytes) -> str:
    """The file as text. Raises ListUnreadable."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (b"", "utf-8-sig")):
        if content.startswith(mark):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            break
    else:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text or text.startswith(("PK\x03\x04", "%PDF")):
        raise ListUnreadable(_("This is no text file. Export the list as CSV."))
    return text


def read_list(text: str) -> Iterator[ListedReader]:
    """Each line that says anything. Raises ListUnreadable: at once where no column has addresses."""
    rows = csv.reader(io.StringIO(text, newline=""), _dialect(text))
    headings = [_plain(cell) for cell in _next(rows)]
    column = next((headings.index(name) for name in ADDRESS if name in headings), None)
    if column is None:
        raise ListUnreadable(_("No column of this list is called “email”. Its first line has to name the columns."))
    return _readers(rows, headings, column)


def _next(rows):
    """The cells of the next line that says anything; none at the end."""
    try:
        cells = next((cells for cells in rows if any(cell.strip() for cell in cells)), [])
    except csv.Error as error:
        raise ListUnreadable(NO_TABLE) from error
    if has_open_quotation(cells):
        raise ListUnreadable(NO_TABLE)
    return cells


def _readers(rows, headings, column):
    while cells := _next(rows):
        named = dict(zip(headings, (cell.strip()[:LONGEST_CELL] for cell in cells), strict=False))
        yield ListedReader(
            number=rows.line_num,
            email=_address(cells[column] if column < len(cells) else ""),
            has_ended=_has_ended(named),
            is_unconfirmed=_is_unconfirmed(named),
            agreed=next((named[name] for name in AGREED if named.get(name)), ""),
        )


def _dialect(text):
    first = text.partition("\n")[0]
    return type("Table", (csv.excel,), {"delimiter": max(",;\t", key=first.count)})


def _plain(heading):
    return re.sub(r"[^a-z0-9]", "", heading.lower())


def _address(typed):
    """The address in one spelling; nothing where it is none. An apostrophe in front is what spreadsheets put there."""
    email = canonical_mailbox(typed.strip().removeprefix("'"))
    try:
        validate_email(email)
    except ValidationError:
        return ""
    return email if len(email) <= 254 else ""


def _has_ended(named):
    if any(named.get(name) for name in ENDED):
        return True
    for name, word in SWITCHES.items():
        if named.get(name, "").lower() in (YES if word == "yes" else NO):
            return True
    return any(named.get(name, "").lower() in ENDED_STATES for name in STATES)


def _is_unconfirmed(named):
    if any(name in named and not named[name] for name in CONFIRMED):
        return True
    return any(named.get(name, "").lower() in UNCONFIRMED_STATES for name in STATES)
