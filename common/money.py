"""Money as whole minor units (pence) and a currency, read from what people type and written as people read it.

No amount here ever becomes a float: text goes to an integer, and an integer goes to text.
"""

import re

SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$", "JPY": "¥"}
DECIMALS = {"JPY": 0}
LARGEST = 99_999_999  # no gift of a reader is larger, and every database's integer holds it

# 5 · 5.5 · 5.00 · 1,000 · 1,000.50, in the digits 0 to 9 only
TYPED = re.compile(r"(?P<whole>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<part>[0-9]+))?", re.ASCII)


class AmountError(ValueError):
    """What was typed is no amount that could be read in one way only; `code` says why."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def decimals_of(currency: str) -> int:
    return DECIMALS.get(currency, 2)


def parse_amount(text: str, currency: str) -> int:
    """Minor units of an amount as typed. Raises AmountError, also where it could be meant in two ways."""
    typed = text.strip().removeprefix(SYMBOLS.get(currency, currency)).strip()
    if not typed:
        raise AmountError("empty")
    if typed[0] in "-−–":
        raise AmountError("negative")
    match = TYPED.fullmatch(typed)
    if not match:
        # 5,00 may be five to one reader and five hundred to the next.
        raise AmountError("comma" if "," in typed else "unreadable")
    decimals = decimals_of(currency)
    part = match["part"] or ""
    if len(part) > decimals:
        raise AmountError("too_fine")
    digits = match["whole"].replace(",", "").lstrip("0") + part.ljust(decimals, "0")
    if len(digits) > len(str(LARGEST)):
        raise AmountError("too_large")
    return int(digits or "0")


def plain_amount(amount: int, currency: str) -> str:
    """Minor units as digits alone, such as 5.00: for forms and spreadsheets."""
    decimals = decimals_of(currency)
    sign = "-" if amount < 0 else ""
    if not decimals:
        return f"{sign}{abs(amount)}"
    whole, part = divmod(abs(amount), 10**decimals)
    return f"{sign}{whole}.{part:0{decimals}}"


def format_amount(amount: int, currency: str, *, short: bool = False) -> str:
    """Minor units as they are printed: £1,250.00, or £5 where the pence say nothing and `short` is asked for."""
    decimals = decimals_of(currency)
    whole, part = divmod(abs(amount), 10**decimals)
    digits = f"{whole:,}" if not decimals or (short and not part) else f"{whole:,}.{part:0{decimals}}"
    symbol = SYMBOLS.get(currency, f"{currency} ")
    return f"{'−' if amount < 0 else ''}{symbol}{digits}"
