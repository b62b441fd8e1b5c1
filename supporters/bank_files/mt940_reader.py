"""MT940 through mt-940, with what the library leaves to us put right: see docs/payments.md for each."""

import datetime as dt
import re
from collections.abc import Sequence

import mt940
from django.utils.translation import gettext as _

from supporters.bank_files.base import BankLine, BankStatement, StatementUnreadable, account_key
from supporters.bank_files.values import plain_minor

TAG = re.compile(r":(\d{2}[A-Z]?):")
OPENING, CLOSING = ("60F", "60M"), ("62F", "62M")
AMONG_LINES = {"61", "86", "62F", "62M"}  # what may follow a line of the statement; any other tag there is text
ENVELOPE = re.compile(r"^(\{.*|-\}?.*)$")
WIDTH = 65  # of a line of :86:, broken in mid-word
SUBFIELD = re.compile(r"\?(\d{2})")
PURPOSE = [f"{number}" for number in [*range(20, 30), *range(60, 64)]]
PAYER = ["32", "33"]
SLASHED_PAYER = re.compile(r"/(?:ORDP//?)?NAME/([^/]+)")
NOTHING = {"", "NONREF", "NOTPROVIDED"}
DEBITS = {"D", "RC"}  # a reversed credit goes out, a reversed debit comes in


class Mt940Reader:
    def knows(self, text: str) -> bool:
        head = text[:2000]
        return bool(re.search(r"^(\{.*)?:20:", head, re.M) and re.search(r"^:(25|28C?|60[FM]):", head, re.M))

    def read(self, text: str, *, currency: str) -> Sequence[BankStatement]:
        """Raises StatementUnreadable, also where the library cannot read it."""
        try:
            read = mt940.parse_statements(
                prepared(text),
                processors={"post_transaction_details": []},
                options=mt940.Options.all(),
            )
        except (ValueError, RuntimeError, KeyError, ArithmeticError) as error:
            why = " ".join(str(error).split())[:200]
            raise StatementUnreadable(_("This MT940 file cannot be read: %(why)s") % {"why": why}) from None
        statements = [_statement(one, currency) for one in read if one.data.get("account_identification")]
        if not statements:
            raise StatementUnreadable(_("This MT940 file names no account."))
        return statements


def prepared(text: str) -> str:
    """The text without envelopes and without notes on the whole statement; lines that only look like tags are text."""
    kept, last = [], ""
    for line in text.split("\n"):
        if ENVELOPE.match(line) and ":20:" not in line:
            continue
        line = line[line.index(":20:") :] if line.startswith("{") else line
        tag = TAG.match(line)
        if tag and last in ("61", "86") and tag[1] not in AMONG_LINES:
            line = f" {line}"
        elif tag:
            last = "note" if tag[1] == "86" and last != "61" else tag[1]
        if last != "note":
            kept.append(line)
    return "\n".join(kept)


def _statement(read, currency):
    opening, closing = (_balance(read.data, kind) for kind in ("opening_balance", "closing_balance"))
    found = next((balance.amount.currency for balance in (opening, closing) if balance), None) or currency
    return BankStatement(
        account=account_key(read.data["account_identification"].split("/")[-1]),
        currency=found,
        lines=[_line(transaction.data, found) for transaction in read.transactions if "amount" in transaction.data],
        opening_minor=_minor(opening, found),
        closing_minor=_minor(closing, found),
    )


def _balance(data, kind):
    return data.get(f"final_{kind}") or data.get(f"intermediate_{kind}")


def _minor(balance, currency):
    return plain_minor(f"{balance.amount.amount:f}", currency) if balance else None


def _line(data, currency):
    amount = abs(plain_minor(f"{data['amount'].amount:f}", currency))
    day = data.get("entry_date") or data["date"]
    payer, words = _details(data.get("transaction_details") or "")
    reference = " ".join(part for part in (_own_reference(data), words) if part)
    sign = -1 if data["status"].upper() in DEBITS else 1
    return BankLine(dt.date(day.year, day.month, day.day), sign * amount, payer, reference)


def _own_reference(data):
    """A bank that writes more than 16 characters makes the library put the rest, and its own number, elsewhere."""
    reference, more = data.get("customer_reference") or "", data.get("extra_details") or ""
    rest, slashes, _bank = more.partition("//")
    if slashes and not data.get("bank_reference") and len(reference) == 16:
        reference += rest
    return "" if reference.upper() in NOTHING else reference


def _details(text):
    """The payer and the words of :86:. A line of full width was broken in mid-word."""
    joined = last = ""
    for line in text.split("\n"):
        joined += line if not joined or len(last) >= WIDTH or SUBFIELD.match(line) else f" {line}"
        last = line
    fields = SUBFIELD.split(joined)
    if len(fields) > 1:
        parts = dict(zip(fields[1::2], fields[2::2], strict=True))
        return "".join(parts.get(name, "") for name in PAYER).strip(), "".join(parts.get(n, "") for n in PURPOSE)
    joined = " ".join(joined.split())
    payer = SLASHED_PAYER.search(joined)
    return (payer[1].strip() if payer else ""), joined
