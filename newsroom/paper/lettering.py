"""Which letters the paper's own face has. It is cut out of the whole one by `make font`.

Every page fetches the letters of English and Welsh. A page with another name in a headline fetches all.
"""

from functools import cache

# Latin with the accents of Welsh, Gaelic and the neighbours' names, quotation marks, dashes and money.
LETTERS = (
    "20-7E A0-FF 104-107 118-11B 141-144 152-153 15A-15B 160-161 174-178 179-17E 1E80-1E85 1EF2-1EF3 "
    "2013-2014 2018-201A 201C-201E 2022 2026 2032-2033 20AC 2212"
)
OWN_LETTERS = (
    "20-7E A0 A3 B0 B7 BB BD C2 C9 CA CE D4 D7 DB E0-E2 E4 E8-EB EC EE-EF F2 F4 F6 F9 FB-FC FF 174-178 1E80-1E85 "
    "1EF2-1EF3 2013-2014 2018-2019 201C-201D 2022 2026 20AC"
)


@cache
def code_points(letters: str = LETTERS) -> frozenset[int]:
    ends = [[int(end, 16) for end in part.split("-")] for part in letters.split()]
    return frozenset(point for first, *last in ends for point in range(first, (last or [first])[0] + 1))
