"""A QR code of one kind, version 10 with error correction M: room for 213 bytes, which an otpauth address fits in.

With one version the places of all patterns are known, and with one mask (the chequered one) nothing is compared:
each mask can be read, the choice only helps a poor print. ISO/IEC 18004 has the numbers.
"""

from collections.abc import Iterator

SIZE = 57
MARGIN = 4
ROOM = 213
DATA_BLOCKS = (43, 43, 43, 43, 44)
CORRECTION = 26
FORMAT = 0b101010000010010  # level M, mask 0
VERSION = 0b001010010011010011  # 10
ALIGNMENT = (6, 28, 50)

EXPONENTS = [1]
while len(EXPONENTS) < 255:
    doubled = EXPONENTS[-1] << 1
    EXPONENTS.append(doubled ^ 0x11D if doubled > 255 else doubled)
LOGARITHMS = {value: exponent for exponent, value in enumerate(EXPONENTS)}


def qr_path(text: str) -> str:
    """The dark squares as the path of an SVG whose side is `SIZE` and a margin on both ends. Raises ValueError."""
    rows = qr_rows(text)
    return "".join(f"M{x + MARGIN} {y + MARGIN}h1v1h-1z" for y in range(SIZE) for x in range(SIZE) if rows[y][x])


def qr_rows(text: str) -> list[list[bool]]:
    """The squares, row by row, dark ones true. Raises ValueError where the text is too long."""
    content = text.encode()
    if len(content) > ROOM:
        raise ValueError(f"A QR code of this kind holds {ROOM} bytes.")
    squares = _patterns()
    bits = (bool(byte >> shift & 1) for byte in _codewords(content) for shift in range(7, -1, -1))
    for x, y in _free_places(squares):
        squares[x, y] = next(bits) ^ ((x + y) % 2 == 0)
    return [[squares[x, y] for x in range(SIZE)] for y in range(SIZE)]


def _codewords(content):
    bits = f"0100{len(content):016b}" + "".join(f"{byte:08b}" for byte in content) + "0000"
    padded = bits[: sum(DATA_BLOCKS) * 8]
    padded += "0" * (-len(padded) % 8)
    data = [int(padded[at : at + 8], 2) for at in range(0, len(padded), 8)]
    data += [(0xEC, 0x11)[number % 2] for number in range(sum(DATA_BLOCKS) - len(data))]
    blocks, start = [], 0
    for length in DATA_BLOCKS:
        blocks.append(data[start : start + length])
        start += length
    corrections = [_correction(block) for block in blocks]
    woven = [block[at] for at in range(max(DATA_BLOCKS)) for block in blocks if at < len(block)]
    return woven + [block[at] for at in range(CORRECTION) for block in corrections]


def _times(one, other):
    return EXPONENTS[(LOGARITHMS[one] + LOGARITHMS[other]) % 255] if one and other else 0


def _correction(block):
    """The rest of a division by the generator polynomial (Reed-Solomon)."""
    generator = [1]
    for number in range(CORRECTION):
        shifted = [*(_times(term, EXPONENTS[number]) for term in generator)]
        generator = [a ^ b for a, b in zip([*generator, 0], [0, *shifted], strict=True)]
    rest = [*block, *[0] * CORRECTION]
    for at in range(len(block)):
        factor = rest[at]
        for number, term in enumerate(generator):
            rest[at + number] ^= _times(term, factor)
    return rest[len(block) :]


def _patterns():
    """What does not depend on the text: three corners, the lines between them, marks, version and format."""
    squares = {(at, 6): at % 2 == 0 for at in range(SIZE)} | {(6, at): at % 2 == 0 for at in range(SIZE)}
    for x, y in ((3, 3), (SIZE - 4, 3), (3, SIZE - 4)):
        _draw_rings(squares, x, y, reach=4, dark={0, 1, 3})
    for x in ALIGNMENT:
        for y in ALIGNMENT:
            if (x, y) not in {(6, 6), (6, 50), (50, 6)}:
                _draw_rings(squares, x, y, reach=2, dark={0, 2})
    for number in range(18):
        is_dark = bool(VERSION >> number & 1)
        squares[SIZE - 11 + number % 3, number // 3] = squares[number // 3, SIZE - 11 + number % 3] = is_dark
    for number in range(15):
        is_dark = bool(FORMAT >> number & 1)
        squares[_beside_corner(number)] = is_dark
        squares[(SIZE - 1 - number, 8) if number < 8 else (8, SIZE - 15 + number)] = is_dark
    squares[8, SIZE - 8] = True
    return squares


def _draw_rings(squares, centre_x, centre_y, *, reach, dark):
    for x in range(centre_x - reach, centre_x + reach + 1):
        for y in range(centre_y - reach, centre_y + reach + 1):
            if 0 <= x < SIZE and 0 <= y < SIZE:
                squares[x, y] = max(abs(x - centre_x), abs(y - centre_y)) in dark


def _beside_corner(number):
    """Where a bit of the format stands by the first corner: up column 8, round the bend, along row 8."""
    if number < 8:
        return 8, number + (number > 5)
    return (7 if number == 8 else 14 - number), 8


def _free_places(patterns) -> Iterator[tuple[int, int]]:
    """Upwards and downwards in turn, two columns at a time from the right, past the upright line."""
    is_upward = True
    for right in [*range(SIZE - 1, 6, -2), 5, 3, 1]:
        for y in range(SIZE - 1, -1, -1) if is_upward else range(SIZE):
            yield from ((x, y) for x in (right, right - 1) if (x, y) not in patterns)
        is_upward = not is_upward
