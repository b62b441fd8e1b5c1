"""What a message does to an item, by what is known of both. Nothing here asks or writes the database.

A higher version replaces a lower one, by number where both have one, else by when they were made, else by arrival.
A kill, a cancellation and a withholding are final for what is not higher. An embargo holds until a message moves it.
"""

import datetime as dt
import re

from articles.models.wires import WireItem, WireVersion
from articles.wires.told import Told

Effect = WireVersion.Effect
Status = WireItem.Status
ENDS = {Status.KILLED: Effect.KILL, Status.CANCELLED: Effect.CANCEL, Status.WITHHELD: Effect.WITHHOLD}
# Words that agencies put before a headline: a proposal to whoever reads it, for a story may begin so too.
SIGNS = "KILL|CORRECTION|CORRECTS|ADVISORY|EMBARGO|EMBARGOED|WITHHOLD|ELIMINATION"
HINTS = re.compile(rf"^\W*(?:(?:[A-Z]+ )?({SIGNS})\b|((?i:{SIGNS})):)")


def order_of(item: WireItem, told: Told) -> int | None:
    """1 where the message is higher than what the item stands at, 0 where it is the same, -1 lower, None unknown."""
    if item.is_numbered and told.number.isascii() and told.number.isdigit() and int(told.number) != int(item.number):
        return _sign(int(told.number) - int(item.number))
    if item.made_at and told.made_at:
        return _sign((told.made_at - item.made_at) / dt.timedelta(microseconds=1))
    if item.number and item.number == told.number:
        return 0
    return None


def effect_of(item: WireItem, told: Told, at: dt.datetime) -> Effect:
    """Of a message about an item that is known."""
    order = order_of(item, told)
    if told.is_dead:
        return _end(item, told, order)
    if item.is_dead:
        return Effect.REOPEN if order == 1 else Effect.LATE
    if moves_embargo(item, told, at):
        return Effect.EMBARGO
    if told.is_correction and order != -1:
        return Effect.CORRECTION
    if only_fills(item, told):
        return Effect.FILL
    if order == -1:
        return Effect.LATE
    return Effect.UNNUMBERED if order == 0 else Effect.UPDATE


def moves_embargo(item: WireItem, told: Told, at: dt.datetime) -> bool:
    """Of an older message an embargo counts where the newer ones said nothing of any: it holds for all versions.

    One that is over, in place of none or of another that is over, moves nothing.
    """
    if told.embargo is None or (told.embargo.until is None and item.was_released):
        return False
    is_to_come = told.embargo.until is None or told.embargo.until > at
    if not (is_to_come or item.is_embargoed(at)):
        return False
    if order_of(item, told) == -1 and (item.is_held or item.embargoed_until):
        return False
    return told.embargo.until != item.embargoed_until or item.is_held != (told.embargo.until is None)


def only_fills(item: WireItem, told: Told) -> bool:
    """A part never replaces a whole; a whole that comes late goes under the part that came first."""
    if told.is_partial != item.is_partial:
        return told.is_partial or order_of(item, told) == -1
    return False


def replaces(item: WireItem, told: Told) -> bool:
    """Whether its words take the place of those that are known; else they fill what is empty."""
    order = order_of(item, told)
    return not only_fills(item, told) and (order == 1 if item.is_dead else order != -1)


def hint_of(headline: str) -> str:
    found = HINTS.match(headline)
    return (found[1] or found[2]).lower() if found else ""


def _end(item, told, order):
    """A late kill of what is higher already is told, and changes nothing: the source has come back since."""
    if order == -1:
        return Effect.LATE if item.is_dead else Effect.REOPEN
    return Effect.LATE if item.status == told.status else ENDS[told.status]


def _sign(number) -> int:
    return (number > 0) - (number < 0)
