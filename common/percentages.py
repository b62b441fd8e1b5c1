"""Whole percentages that a reader can add up."""

from collections.abc import Sequence


def shares_of_whole(counts: Sequence[int]) -> list[int]:
    """Each count's whole percentage of their sum, by largest remainder: together they are 100, or 0 of nothing.

    Between equal remainders the larger count wins, then the earlier place, so that the order of equals never matters
    to the sum and a larger count never gets the smaller share.
    """
    whole = sum(counts)
    if not whole:
        return [0 for _ in counts]
    shares = [count * 100 // whole for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda place: (-(counts[place] * 100 % whole), -counts[place], place))
    for place in by_remainder[: 100 - sum(shares)]:
        shares[place] += 1
    return shares


def share_of(count: int, base: int) -> int:
    """A count's whole percentage of a base that it need not exhaust, a half rounded up; 0 of nothing."""
    return (count * 200 + base) // (base * 2) if base else 0
