"""OFX 1 (SGML) and 2 (XML) through ofxtools, with what the library leaves to us put right: see docs/payments.md."""

import io
import re
import warnings
from collections.abc import Sequence
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _

from supporters.bank_files.base import BankLine, BankStatement, StatementUnreadable, account_key
from supporters.bank_files.values import plain_minor

# The bank's own day. Read as a moment it would turn to UTC, and in summer the day before.
POSTED = re.compile(r"(<DTPOSTED>\s*\d{8})[^<\s]*")
# A value left out in SGML, where nothing closes it: the library takes it for a folder with all that follows inside.
EMPTY = re.compile(r"<(MEMO|NAME|CHECKNUM|REFNUM|EXTDNAME|PAYEEID)>\s*(?=<(?!/\1>))")
# Banks leave out lines of the header or add their own, which the library refuses; none of it is needed.
SGML_HEADER = (
    "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:UTF-8\nCHARSET:NONE\nCOMPRESSION:NONE\n"
    "OLDFILEUID:NONE\nNEWFILEUID:NONE\n\n"
)
XML_HEADER = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    '<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\n'
)
START = re.compile(r"<OFX>", re.I)


class OfxReader:
    def knows(self, text: str) -> bool:
        return "<OFX>" in text[:4000].upper() or text.lstrip().upper().startswith("OFXHEADER")

    def read(self, text: str, *, currency: str) -> Sequence[BankStatement]:
        """Raises StatementUnreadable, also where the library cannot read it."""
        # Here, for the library is slow to load, and every process of ours would wait for it when it starts.
        from ofxtools.Parser import OFXTree
        from ofxtools.Parser import ParseError as OfxParseError
        from ofxtools.Types import OFXSpecError

        tree, source = OFXTree(), io.BytesIO(prepared(text).encode("utf-8"))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # unknown tags of a bank's own
                tree.parse(source)
                read = tree.convert().statements
        except (OfxParseError, OFXSpecError, ParseError, ValueError, IndexError, KeyError, AttributeError) as error:
            why = " ".join(str(error).split())[:200]
            raise StatementUnreadable(_("This OFX file cannot be read: %(why)s") % {"why": why}) from None
        statements = [_statement(one, currency) for one in read if one.transactions is not None]
        if not statements:
            raise StatementUnreadable(_("This OFX file has no statement of an account."))
        return statements


def prepared(text: str) -> str:
    """The text under a header that says UTF-8, its days without zones, its empty values left out.

    Raises StatementUnreadable.
    """
    start = START.search(text)
    if not start:
        raise StatementUnreadable(_("This OFX file has no statement of an account."))
    head, body = text[: start.start()], text[start.start() :]
    is_xml = "<?xml" in head or "<?OFX" in head
    body = POSTED.sub(r"\1", body)
    return XML_HEADER + body if is_xml else SGML_HEADER + EMPTY.sub("", body)


def _statement(read, currency):
    own = read.curdef or currency
    account = getattr(read, "account", None)
    statement = BankStatement(account=account_key(account.acctid) if account is not None else "", currency=own)
    rows, statement.unread = _with_corrections(read.transactions)
    for row in rows:
        if row.currency is not None and row.currency.cursym != own:
            # The amount is in that currency, and the rate is the bank's affair: it is no amount of this account.
            statement.unread.append(
                _("%(amount)s %(currency)s: %(words)s")
                % {"amount": row.trnamt, "currency": row.currency.cursym, "words": _line(row, own).text[:90]}
            )
            continue
        line = _line(row, own)
        if line.amount_minor:
            statement.lines.append(line)
    return statement


def _with_corrections(rows):
    """A row that replaces or removes another of the file does so; one of an earlier file is for a person to look at."""
    corrections = [row for row in rows if row.correctfitid]
    fitids = {row.fitid for row in rows}
    gone = {row.correctfitid for row in corrections} | {row.fitid for row in corrections if _removes(row)}
    far = [row for row in corrections if row.correctfitid not in fitids]
    gone |= {row.fitid for row in far}
    words = _("a correction of an earlier file, for you to look at: %(amount)s of %(day)s")
    unread = [words % {"amount": row.trnamt, "day": f"{row.dtposted:%Y-%m-%d}"} for row in far]
    return [row for row in rows if row.fitid not in gone], unread


def _removes(row):
    return row.correctaction == "DELETE"


def _line(row, currency):
    """The sign stands in the amount; the type is only a word."""
    payee = getattr(row, "payee", None)
    name = (payee.name if payee is not None else None) or row.name or ""
    words = [row.extdname, row.memo, row.refnum]
    return BankLine(
        booked_on=row.dtposted.date(),
        amount_minor=plain_minor(f"{row.trnamt:f}", currency),
        payer=name,
        reference=" ".join(dict.fromkeys(word for word in words if word)),
    )
