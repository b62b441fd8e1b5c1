"""Small files of each format, for one rule at a time."""

import datetime as dt

from supporters.bank_files.reading import read_bank_file
from supporters.bank_files.tests.format_writers import CAMT, OFX_FOOT, OFX_HEAD, camt_balance
from supporters.bank_files.tests.paid import IBAN, Paid

DAY = dt.date(2026, 11, 20)
ADA = Paid(DAY, 2500, "Ada Marsh", "RF42 K7RM 4WXP")
BEA = Paid(DAY, 700, "Bea Gull", "for the paper")


def read(text, encoding="utf-8"):
    return read_bank_file(text.encode(encoding), currency="GBP")


def amounts(statement):
    return [line.amount_minor for line in statement.lines]


def mt940(*lines, opening="100,00", closing="125,00", after=()):
    head = [":20:STMT1", ":25:GB00BANK00000012345678", ":28C:1/1", f":60F:C261101GBP{opening}"]
    return "\n".join([*head, *lines, f":62F:C261130GBP{closing}", *after])


def ofx(*rows, balance="125.00"):
    return OFX_HEAD + "".join(rows) + OFX_FOOT.format(balance=balance)


def camt(*entries, opening=10000, closing=None, version="08"):
    balances = camt_balance("OPBD", opening) + ("" if closing is None else camt_balance("CLBD", closing))
    return CAMT.format(iban=IBAN, balances=balances, entries="".join(entries)).replace("001.08", f"001.{version}")
