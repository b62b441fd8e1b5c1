"""TXT records, asked of the name server of this machine. Python resolves addresses and no other record by itself."""

import secrets
import socket
import struct
from pathlib import Path

SECONDS = 4
TXT, IN, RECURSE, CUT_SHORT = 16, 1, 0x0100, 0x0200
POINTER = 0xC0


class NoAnswer(OSError):
    """The name server cannot be asked, or has given no answer that can be read."""


def txt_records(name: str, server: str = "") -> list[str]:
    """The TXT records of a name; none where there are none. Raises NoAnswer."""
    number, query = _query(name)
    server = server or _name_server()
    family = socket.AF_INET6 if ":" in server else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as asked:
            asked.settimeout(SECONDS)
            asked.connect((server, 53))
            asked.send(query)
            answer = asked.recv(65535)
        return read_answer(answer, number)
    except (OSError, struct.error, IndexError, ValueError) as error:
        raise NoAnswer(f"{name}: {error}") from error


def _query(name):
    number = secrets.randbelow(65536)
    labels = [label.encode("idna") for label in name.strip(".").split(".")]
    question = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
    # An answer of up to 4,096 bytes may come in one piece: keys of DKIM are long.
    room = b"\0" + struct.pack("!HHIH", 41, 4096, 0, 0)
    return number, struct.pack("!6H", number, RECURSE, 1, 0, 0, 1) + question + struct.pack("!HH", TXT, IN) + room


def read_answer(answer: bytes, number: int) -> list[str]:
    """The TXT records in an answer. Raises ValueError, struct.error or IndexError for what is none."""
    said, flags, questions, answers, _authorities, _more = struct.unpack("!6H", answer[:12])
    if said != number or flags & CUT_SHORT or flags & 0xF not in {0, 3}:
        raise ValueError("no answer to this question")
    place = 12
    for _ in range(questions):
        place = _after_name(answer, place) + 4
    found = []
    for _ in range(answers):
        place = _after_name(answer, place)
        kind, _class, _seconds, length = struct.unpack("!HHIH", answer[place : place + 10])
        place += 10
        if kind == TXT:
            found.append(_joined(answer[place : place + length]))
        place += length
    return found


def _after_name(answer, place):
    while length := answer[place]:
        if length >= POINTER:
            return place + 2
        place += length + 1
    return place + 1


def _joined(content):
    """A record is cut into strings of at most 255 bytes, which belong together."""
    words, place = b"", 0
    while place < len(content):
        words += content[place + 1 : place + 1 + content[place]]
        place += content[place] + 1
    return words.decode("utf-8", errors="replace")


def _name_server():
    for line in Path("/etc/resolv.conf").read_text().splitlines():
        word, _, rest = line.strip().partition(" ")
        if word == "nameserver" and rest.strip():
            return rest.strip().partition("%")[0]
    raise NoAnswer("this machine names no name server")
