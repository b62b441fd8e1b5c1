"""Values that PHP has serialised, as WordPress keeps facts of a file. A length that is wrong is not believed."""

import re

END = re.compile(rb'";')


class Unreadable(ValueError):
    """These bytes are no value of PHP, or cut off."""


def unserialised(text: str) -> object:
    """Numbers, texts and arrays; arrays as dictionaries. Raises Unreadable."""
    value, place = _value(text.encode(), 0, 0)
    del place
    return value


def _value(data: bytes, at: int, depth: int) -> tuple[object, int]:
    if depth > 20 or at >= len(data):
        raise Unreadable
    kind = data[at : at + 1]
    if kind == b"N":
        return None, at + 2
    if kind in b"bid" and data[at + 1 : at + 2] == b":":
        end = data.find(b";", at)
        if end < 0:
            raise Unreadable
        return _number(kind, data[at + 2 : end]), end + 1
    if kind == b"s":
        return _text(data, at)
    if kind == b"a":
        return _array(data, at, depth)
    raise Unreadable


def _number(kind, written):
    try:
        return {b"b": lambda n: n == b"1", b"i": int, b"d": float}[kind](written)
    except ValueError:
        raise Unreadable from None


def _text(data, at):
    """A text by its length; where line ends were changed on the way, the length is wrong and the next end is taken."""
    head = re.compile(rb's:(\d{1,9}):"').match(data, at)
    if not head:
        raise Unreadable
    begin = head.end()
    end = begin + int(head[1])
    if data[end : end + 2] != b'";':
        found = END.search(data, begin)
        if not found:
            raise Unreadable
        end = found.start()
    return data[begin:end].decode(errors="replace"), end + 2


def _array(data, at, depth):
    head = re.compile(rb"a:(\d{1,6}):\{").match(data, at)
    if not head:
        raise Unreadable
    at, found = head.end(), {}
    for _number_of in range(int(head[1])):
        key, at = _value(data, at, depth + 1)
        value, at = _value(data, at, depth + 1)
        if not isinstance(key, str | int):
            raise Unreadable
        found[key] = value
    return found, at + 1
