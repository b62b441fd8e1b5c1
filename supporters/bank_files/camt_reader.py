"""CAMT.053 (ISO 20022), read by ourselves: every reader of it on offer drops some of the words or the status."""

import datetime as dt
import re
from collections.abc import Sequence
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from supporters.bank_files.base import BankLine, BankStatement, StatementUnreadable, account_key
from supporters.bank_files.values import day_in_london, plain_minor

NAMESPACE = re.compile(r"^\{[^}]*\}")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
BOOKED = "BOOK"
# The payer's name in version 2 and in version 8 and later; who pays through another goes before that other.
PAYERS = ["UltmtDbtr/Nm", "UltmtDbtr/Pty/Nm", "Dbtr/Nm", "Dbtr/Pty/Nm"]
NOTHING = {"", "NOTPROVIDED", "NONREF"}


class CamtReader:
    def knows(self, text: str) -> bool:
        head = text[:4000]
        return "<" in head and ("camt.05" in head or "BkToCstmrStmt" in head)

    def read(self, text: str, *, currency: str) -> Sequence[BankStatement]:
        """Raises StatementUnreadable for what is no well-formed CAMT.053 document."""
        try:
            root = fromstring(DECLARATION.sub("", text))
            for element in root.iter():
                element.tag = NAMESPACE.sub("", element.tag)
            statements = [_statement(one, currency) for one in root.iter("Stmt")]
        except (ParseError, DefusedXmlException, ValueError) as error:
            raise StatementUnreadable(_("This CAMT.053 file cannot be read: %(why)s") % {"why": error}) from None
        if not statements:
            raise StatementUnreadable(_("This CAMT file has no statement: export CAMT.053, end of day."))
        return statements


def _statement(element, currency):
    own = element.findtext("Acct/Ccy") or _first_currency(element) or currency
    account = element.findtext("Acct/Id/IBAN") or element.findtext("Acct/Id/Othr/Id") or ""
    statement = BankStatement(account=account_key(account), currency=own)
    statement.opening_minor = _balance(element, own, "OPBD", "PRCD")
    statement.closing_minor = _balance(element, own, "CLBD")
    for entry in element.findall("Ntry"):
        # Only what is booked is money; what is pending or for information may never come.
        if _status(entry) == BOOKED:
            statement.lines.extend(_lines(entry, own))
    return statement


def _status(entry):
    return (entry.findtext("Sts/Cd") or entry.findtext("Sts") or "").strip()


def _first_currency(element):
    amount = element.find("Bal/Amt")
    return amount.get("Ccy") if amount is not None else None


def _balance(element, currency, *codes):
    found = {balance.findtext("Tp/CdOrPrtry/Cd"): balance for balance in element.findall("Bal")}
    balance = next((found[code] for code in codes if code in found), None)
    return _signed(balance, balance.find("Amt"), currency) if balance is not None else None


def _signed(element, amount, currency):
    """Minor units. The indicator is the direction itself; that a reversal is one only says why."""
    minor = plain_minor(amount.text or "", currency)
    return minor if element.findtext("CdtDbtInd") == "CRDT" else -minor


def _lines(entry, currency):
    """One line, or one for each payment of a batch whose amounts make up the entry's."""
    total = _signed(entry, entry.find("Amt"), currency)
    day = _day(entry)
    details = entry.findall("NtryDtls/TxDtls")
    amounts = [_amount_of(detail, entry, currency) for detail in details]
    if len(details) > 1 and None not in amounts and sum(amounts) == total:
        return [_line(day, amount, entry, [detail]) for amount, detail in zip(amounts, details, strict=True)]
    return [_line(day, total, entry, details)]


def _amount_of(detail, entry, currency):
    amount = next((found for path in ("Amt", "AmtDtls/TxAmt/Amt") if (found := detail.find(path)) is not None), None)
    if amount is None:
        return None
    return _signed(detail if detail.find("CdtDbtInd") is not None else entry, amount, currency)


def _day(entry):
    """The day of booking. A moment is turned to London first."""
    day = entry.findtext("BookgDt/Dt") or entry.findtext("ValDt/Dt")
    moment = entry.findtext("BookgDt/DtTm") or entry.findtext("ValDt/DtTm")
    if moment and not entry.findtext("BookgDt/Dt"):
        read = dt.datetime.fromisoformat(moment.strip())
        return day_in_london(read) if read.tzinfo else read.date()
    if not day:
        raise ValueError(_("an entry has no day"))
    return dt.date.fromisoformat(day.strip()[:10])


def _line(day, amount, entry, details):
    payers = [name for detail in details for name in _payer(detail)]
    words = [*(word for detail in details for word in _words(detail)), *_texts(entry, "AddtlNtryInf")]
    return BankLine(day, amount, " ".join(dict.fromkeys(payers)), " ".join(dict.fromkeys(words)))


def _payer(detail):
    names = [detail.findtext(f"RltdPties/{path}") for path in PAYERS]
    return [name.strip() for name in names if name][:1]


def _words(detail):
    """All that the payer or the bank wrote. Two lines of free text may be one word cut in two: matching minds that."""
    strd = detail.findall("RmtInf/Strd")
    return [
        *_texts(detail, "RmtInf/Ustrd"),
        *(word for one in strd for word in (*_texts(one, "CdtrRefInf/Ref"), *_texts(one, "RfrdDocInf/Nb"))),
        *(word for one in strd for word in _texts(one, "AddtlRmtInf")),
        *(word for word in _texts(detail, "Refs/EndToEndId") if word.upper() not in NOTHING),
        *_texts(detail, "AddtlTxInf"),
    ]


def _texts(element, path):
    return [found.text.strip() for found in element.findall(path) if found.text and found.text.strip()]
