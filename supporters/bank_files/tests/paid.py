"""One month of an account: payments with every slip of the hand, equal ones, and debits between them."""

import datetime as dt
import unicodedata
from dataclasses import dataclass
from random import Random

from common.payment_reference import spaced_reference, with_check_digits

ACCOUNT, SORT_CODE = "12345678", "00-00-00"
IBAN = f"GB00BANK000000{ACCOUNT}"
OPENING = 1_000_000
FIRST = ["Ada", "Bea", "Zoë", "Éilís", "Li", "Owen", "Siân", "Tomasz", "Anneliese", "Mohammed", "Jo"]
LAST = ["Marsh", "Gull", "Müller", "O’Neill", "Wu", "ffitch-Wentworth", "Łukasz-Smith", "Okonkwo", "Ng", "Tyler"]


@dataclass(frozen=True)
class Paid:
    """A payment as it is, before a bank writes it down. Negative: money that went out."""

    day: dt.date
    amount: int
    payer: str
    reference: str
    pledge: str = ""  # the reference of the pledge that is meant


def slip(reference: str, kind: str, at: int) -> str:
    """The reference as a hand gets it wrong."""
    before, sign, after = reference[:at], reference[at], reference[at + 1 :]
    if kind == "wrong":
        return before + ("K" if sign != "K" else "X") + after
    if kind == "missing":
        return before + after
    if kind == "doubled":
        return before + sign + sign + after
    return before + after[:1] + sign + after[1:]


def month(seed: str = "november", count: int = 200) -> list[Paid]:
    """Payments in the order of the account: references right, wrong and missing, equal ones, and debits between."""
    chance = Random(seed)
    paid = [_payment(chance, number) for number in range(count - 6)]
    paid += [paid[0], paid[0], paid[7], paid[7], paid[12], paid[12]]
    paid += [_debit(chance, number) for number in range(45)]
    return sorted(paid, key=lambda one: one.day)


def _payment(chance, number):
    pledge = with_check_digits("".join(chance.choice("CDFGHJKMNPQRTVWXY") for _ in range(8)))
    kind = chance.choice(["right", "right", "wrong", "missing", "doubled", "swapped", "none"])
    written = pledge if kind in ("right", "none") else slip(pledge, kind, chance.randrange(4, 11))
    written = chance.choice([spaced_reference, str, str.lower, _slashed])(written) if kind != "none" else "thank you"
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    day = dt.date(2026, 11, 1 + number % 29)
    amount = chance.choice([300, 500, 1000, 2500, 125_000])
    return Paid(day, amount, name, written[:18], "" if kind == "none" else pledge)


def _slashed(reference):
    return spaced_reference(reference).replace(" ", "/")


def _debit(chance, number):
    return Paid(dt.date(2026, 11, 1 + number % 29), -chance.choice([500, 2500, 41_200]), "Quay Stationers", "INV 2214")


def with_balances(paid: list[Paid]) -> list[tuple[Paid, int]]:
    balance, rows = OPENING, []
    for one in paid:
        balance += one.amount
        rows.append((one, balance))
    return rows


def pounds(minor: int, *, thousands: str = "", point: str = ".") -> str:
    text = f"{abs(minor) / 100:,.2f}".replace(",", "#").replace(".", point).replace("#", thousands)
    return f"-{text}" if minor < 0 else text


def plain(text: str) -> str:
    """As a bank without accents prints it."""
    return unicodedata.normalize("NFKD", text.replace("’", " ").replace("Ł", "L")).encode("ascii", "ignore").decode()
