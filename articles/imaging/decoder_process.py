"""A process that decodes picture files, each in a child of its own, and how the paper asks it.

A file that fills the memory, never ends or brings a decoder down costs its child and nothing else. The process has no
environment and no database, and looks into no file itself. It forks a child for each, because to begin with nothing
takes as long as most pictures take. A message on its pipes is its length in eight bytes, then that many bytes: a file
that comes, or the answer to it, which is a line of JSON and the drawing, or nothing where the child died.
"""

import datetime as dt
import json
import logging
import os
import resource
import signal
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Self

from articles.imaging.decoding import Decoded, Unusable, decode
from articles.imaging.metadata import Words

logger = logging.getLogger(__name__)

COMMAND = [sys.executable, "-m", "articles.imaging.decoder_process"]
ROOT = Path(__file__).parents[2]
LENGTH = 8  # bytes
MAX_WAIT = 40  # seconds for a file, on a busy machine
# A picture of 50 million pixels with an alpha channel is drawn within them.
MAX_MEMORY = 1536 * 1024 * 1024  # bytes of addresses
MAX_SECONDS = 20  # of the processor


class DecoderProcess:
    """Call it with one file after another. Whatever brings a child down is told as the fault of its file."""

    def __enter__(self) -> Self:
        self.process = None  # it begins with the first file
        return self

    def __exit__(self, *error) -> None:
        self._end()

    def __call__(self, content: bytes) -> Decoded:
        """The picture in it. Raises Unusable."""
        try:
            return read_answer(self._asked(content))
        except (OSError, ValueError, KeyError, TypeError) as error:
            self._end()
            logger.warning("The decoder of pictures gave no answer: %r", error)
            raise Unusable("costly") from None

    def _asked(self, content):
        if self.process is None:
            pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
            self.process = subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, stderr=nowhere, cwd=ROOT, env={})
        end = threading.Timer(MAX_WAIT, self.process.kill)
        end.start()
        try:
            write_message(self.process.stdin, content)
            return read_message(self.process.stdout)
        finally:
            end.cancel()

    def _end(self):
        if self.process:
            self.process.kill()
            self.process.communicate()
            self.process = None


def write_message(file, content: bytes) -> None:
    file.write(len(content).to_bytes(LENGTH) + content)
    file.flush()


def read_message(file) -> bytes:
    """What was written; nothing when there is no more. Raises OSError where the end came in the middle."""
    length = int.from_bytes(file.read(LENGTH))
    content = file.read(length)
    if len(content) < length:
        raise OSError("The message was cut off.")
    return content


def main() -> None:
    """Answer each file that comes, until no more do."""
    while content := read_message(sys.stdin.buffer):
        write_message(sys.stdout.buffer, _answer_of_a_child(content))


def _answer_of_a_child(content):
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        _be_the_child(content, there)
    os.close(there)
    with open(here, "rb") as said:
        heard = said.read()
    _child, status = os.waitpid(child, 0)
    return heard if status == 0 else b""


def _be_the_child(content, there):
    """Decode, and end. The files of others come and go where it has no hand."""
    try:
        os.close(sys.stdin.fileno())
        os.close(sys.stdout.fileno())
        _hold_to_limits()
        with open(there, "wb") as said:
            said.write(answer(content))
        os._exit(0)
    finally:
        os._exit(1)


def _hold_to_limits():
    """Of memory and time, from now on. Nothing in a file can lift them."""
    limits = {resource.RLIMIT_AS: MAX_MEMORY, resource.RLIMIT_CPU: MAX_SECONDS, resource.RLIMIT_CORE: 0}
    limits[resource.RLIMIT_FSIZE] = 0  # it writes no file
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))
    signal.alarm(MAX_WAIT)  # also where its parent has been ended for it


def answer(content: bytes) -> bytes:
    """What the child says of a file: a line of JSON, and behind it the drawing."""
    try:
        decoded = decode(content)
    except Unusable as unusable:
        return json.dumps({"unusable": unusable.code, "kind": unusable.kind}).encode() + b"\n"
    said = {"ending": decoded.ending, "words": asdict(decoded.words)}
    return json.dumps(said, default=dt.date.isoformat).encode() + b"\n" + decoded.drawing


def read_answer(said: bytes) -> Decoded:
    """The same on the paper's side, which believes no more than it must. Raises Unusable, and ValueError."""
    line, _end, drawing = said.partition(b"\n")
    told = json.loads(line)
    if "unusable" in told:
        raise Unusable(told["unusable"], told["kind"])
    beginning = {"jpg": b"\xff\xd8\xff", "png": b"\x89PNG"}[told["ending"]]
    if not drawing.startswith(beginning):
        raise ValueError("no drawing of ours")
    words = Words(**told["words"])
    words.rights_until = words.rights_until and dt.date.fromisoformat(words.rights_until)
    return Decoded(drawing, told["ending"], words)


if __name__ == "__main__":
    main()
