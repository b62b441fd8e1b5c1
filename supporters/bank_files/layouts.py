"""Which column of a CSV file is what. Chosen once a file, from its headings and all its rows, never a row at a time."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from common.folding import fold
from supporters.bank_files.values import is_amount, is_day


def _names(text):
    """Names between bars, over as many lines as they need."""
    return [" ".join(name.split()) for name in text.split("|")]


IN_WORDS = frozenset(_names("credit|credits|cr|c|crdt|in|money in|paid in|incoming|received|+"))
OUT_WORDS = frozenset(_names("debit|debits|dr|d|dbit|db|out|money out|paid out|outgoing|sent|-"))
# Kinds of payment, which tell the direction only where the amounts of a file have no sign at all.
KINDS_IN = frozenset(
    _names("""
        fpi|bgc|bac|bacs credit|direct credit|faster payment in|faster payments in|faster payment received|
        transfer in|inward payment|deposit|dep|bank giro credit|giro credit|interest|bank credit|payment in|
        payment received|top up
    """)
)
KINDS_OUT = frozenset(
    _names("""
        fpo|dd|d d|direct debit|so|s o|standing order|pos|deb|card payment|card|purchase|debit card|visa|atm|cpt|
        cash withdrawal|withdrawal|cash machine|charge|charges|fee|fees|bill payment|bp|faster payment out|
        faster payments out|transfer out|outward payment|payment out|payment sent|bacs debit|cheque paid|exchange
    """)
)


class Role(StrEnum):
    """What a column says."""

    NOTHING = ""
    DAY = "day"
    PAYER = "payer"
    WORDS = "words"
    AMOUNT = "amount"
    PAID_IN = "paid_in"
    PAID_OUT = "paid_out"
    DIRECTION = "direction"
    BALANCE = "balance"
    ACCOUNT = "account"
    CURRENCY = "currency"
    STATUS = "status"


# Headings as they are compared: folded, without brackets and signs. The first of a role goes before the others.
HEADINGS = {
    Role.DAY: """
        booking date|booked date|booked on|posting date|posted date|date posted|posted on|posted|entry date|
        transaction date|date of transaction|payment date|date|day|date completed|completed date|date received|
        date started|started date|value date|date and time|datetime|created on|created
    """,
    Role.PAYER: """
        payer|payer name|name of payer|paid by|remitter|counter party|counterparty|counter party name|
        counterparty name|third party|third party name|sender|sender name|from|payee|payee name|merchant|
        merchant name|name|other party|originator
    """,
    Role.WORDS: """
        description|transaction description|details|transaction details|narrative|memo|reference|payment reference|
        customer reference|their reference|your reference|reference 1|reference 2|particulars|text|
        remittance information|
        narrative 1|narrative 2|narrative 3|narrative 4|narrative 5|narrative line 1|narrative line 2|
        description 1|description 2|additional information|information|notes|notes and tags|note|message|
        merchant description|payment details|purpose
    """,
    Role.AMOUNT: """
        amount|transaction amount|net amount|debit credit|credit debit|value|amount in account currency|sum|
        payment amount|total amount
    """,
    Role.PAID_IN: """
        paid in|money in|credit|credits|credit amount|amount credited|amount paid in|receipts|deposit|deposits|in|cr|
        credit value|money received|received|lodgements
    """,
    Role.PAID_OUT: """
        paid out|money out|debit|debits|debit amount|amount debited|amount paid out|payments|withdrawal|withdrawals|
        out|dr|debit value|money sent|payments out
    """,
    Role.DIRECTION: """
        type|transaction type|debit credit|credit debit|dr cr|cr dr|indicator|direction|d c|c d|
        credit debit indicator|debit credit indicator|type of transaction|entry type
    """,
    Role.BALANCE: "balance|running balance|account balance|closing balance|balance after|ledger balance",
    Role.ACCOUNT: "account number|account no|iban|account|account number iban|account id",
    Role.CURRENCY: "currency|ccy|account currency|currency code|payment currency",
    Role.STATUS: "status|state|transaction status",
}
ROLES_OF: dict[str, list[Role]] = {}
RANKS: dict[tuple[Role, str], int] = {}
for _role, _text in HEADINGS.items():
    for _rank, _name in enumerate(_names(_text)):
        ROLES_OF.setdefault(_name, []).append(_role)
        RANKS[_role, _name] = _rank
SIGNS = re.compile(r"[^\w\s]|_")
BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")
CURRENCIES = """
    GBP|EUR|USD|JPY|AED|AUD|BGN|BRL|CAD|CHF|CNY|CZK|DKK|HKD|HUF|IDR|ILS|INR|ISK|KRW|KWD|MXN|MYR|NOK|NZD|PHP|PLN|QAR|
    RON|SAR|SEK|SGD|THB|TRY|UAH|ZAR
"""
CURRENCY_IN_HEADING = re.compile(rf"\b(?:{'|'.join(_names(CURRENCIES))})\b|[£€$¥]")
CURRENCY_CODE = re.compile(r"[A-Z]{3}", re.ASCII)
ONE_OF_A_KIND = [Role.DAY, Role.PAYER, Role.BALANCE, Role.ACCOUNT, Role.CURRENCY, Role.STATUS]


@dataclass(frozen=True)
class Layout:
    """The role of each column, in the order of the columns, and whether a heading stands above them."""

    roles: tuple[Role, ...]
    has_heading: bool = True

    def places(self, role: Role) -> list[int]:
        return [place for place, found in enumerate(self.roles) if found == role]

    def place(self, role: Role) -> int | None:
        return next(iter(self.places(role)), None)

    @property
    def is_enough(self) -> bool:
        """Whether a line can be made of it: a day, an amount with its sign, and words."""
        has_money = Role.AMOUNT in self.roles or Role.PAID_IN in self.roles
        return Role.DAY in self.roles and has_money and bool({Role.PAYER, Role.WORDS} & set(self.roles))


def heading_key(heading: str) -> str:
    """A heading as it is compared: `Paid In (GBP)` is `paid in`, `Debit/Credit` is `debit credit`."""
    return " ".join(SIGNS.sub(" ", BRACKETS.sub(" ", fold(heading))).replace("£", " ").split())


def currency_in(heading: str) -> str:
    """The currency that a heading or an amount names, such as `Amount (GBP)` or `€5.00`, or nothing."""
    found = CURRENCY_IN_HEADING.search(heading.upper())
    return {"£": "GBP", "€": "EUR", "$": "USD", "¥": "JPY"}.get(found[0], found[0]) if found else ""


def currency_of_cell(cell: str) -> str:
    """The currency that a cell of the currency's own column names, also one that we do not know, or nothing."""
    code = cell.upper()
    return code if CURRENCY_CODE.fullmatch(code) else currency_in(cell)


def fingerprint(headings: Sequence[str], *, has_heading: bool = True) -> str:
    """By what a layout is known again. A file without headings is known by the number of its columns."""
    text = "|".join(fold(heading) for heading in headings) if has_heading else f"no heading, {len(headings)} columns"
    return hashlib.sha256(text.encode()).hexdigest()


def guess_layout(headings: Sequence[str], rows: Sequence[Sequence[str]], currency: str) -> Layout | None:
    """The layout that these headings and the cells below them speak of, or None where they do not say enough."""
    layout = Layout(likely_roles(headings, rows, currency))
    return layout if layout.is_enough else None


def likely_roles(headings: Sequence[str], rows: Sequence[Sequence[str]], currency: str) -> tuple[Role, ...]:
    """The role of each column as far as its heading tells; also a beginning for whoever names the others."""
    keys = [heading_key(heading) for heading in headings]
    columns = [[row[place] for row in rows if place < len(row)] for place in range(len(keys))]
    roles = [_role_of(key, cells, currency) for key, cells in zip(keys, columns, strict=True)]
    for role in ONE_OF_A_KIND:
        _keep_first(roles, keys, columns, role)
    _choose_amount(roles, keys, columns)
    return tuple(roles)


def _role_of(key, cells, currency):
    """A heading such as `Debit/Credit` may stand above amounts or above words: the cells tell."""
    found = ROLES_OF.get(key, [])
    filled = [cell for cell in cells if cell.strip()]
    for role in found:
        if role == Role.DIRECTION and any(direction_of(cell) or kind_of(cell) for cell in filled):
            return role
        if role == Role.AMOUNT and filled and len(found) > 1 and not is_amount(filled[0], currency):
            continue
        if role == Role.DAY and filled and not any(is_day(cell) for cell in filled[:50]):
            continue
        if role != Role.DIRECTION:
            return role
    return Role.NOTHING


def direction_of(cell: str) -> int:
    """1 for money that came in, -1 for money that went out, 0 for a word that says neither."""
    word = fold(cell)
    return (word in IN_WORDS) - (word in OUT_WORDS)


def kind_of(cell: str) -> int:
    """The direction of a kind of payment: 1 for `Faster payment in`, -1 for `D/D`, 0 for one that may be either."""
    word = " ".join(SIGNS.sub(" ", fold(cell)).split())
    return direction_of(cell) or (word in KINDS_IN) - (word in KINDS_OUT)


def _keep_first(roles, keys, columns, role):
    """Of two payers the lesser is more words; of two days or accounts the lesser says nothing."""
    places = [place for place, found in enumerate(roles) if found == role]
    places.sort(key=lambda place: (not any(cell.strip() for cell in columns[place]), RANKS[role, keys[place]]))
    for place in places[1:]:
        roles[place] = Role.WORDS if role == Role.PAYER else Role.NOTHING


def _choose_amount(roles, keys, columns):
    """Two columns where they are filled, else one with signs: for the whole file, whatever a row leaves empty."""
    is_filled = {
        role: any(cell.strip() for place in _places(roles, role) for cell in columns[place])
        for role in (Role.PAID_IN, Role.PAID_OUT, Role.AMOUNT)
    }
    has_two = Role.PAID_IN in roles and (is_filled[Role.PAID_IN] or is_filled[Role.PAID_OUT])
    if has_two or not is_filled[Role.AMOUNT]:
        unused = [Role.AMOUNT, Role.DIRECTION] if Role.PAID_IN in roles else []
    else:
        unused = [Role.PAID_IN, Role.PAID_OUT]
    for role in unused:
        for place in _places(roles, role):
            roles[place] = Role.NOTHING
    for role in (Role.AMOUNT, Role.PAID_IN, Role.PAID_OUT, Role.DIRECTION):
        _keep_first(roles, keys, columns, role)


def _places(roles, role):
    return [place for place, found in enumerate(roles) if found == role]
