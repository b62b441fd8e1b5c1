"""Both ends of a process that decodes many files: each in a child, forked from one that has read no file yet.

To begin with nothing takes a process of `articles.imaging.decoding` as long as most pictures take. On the line, either
way: how many bytes follow (eight bytes), then a file, or the answer to it, which is empty where its child died.
"""

import logging
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Self

from articles.imaging.decoding import Decoded, Unusable, answer, hold_to_limits, read_answer

logger = logging.getLogger(__name__)

COMMAND = [sys.executable, "-m", "articles.imaging.decoding_many"]
ROOT = Path(__file__).parents[2]
MAX_WAIT = 40  # seconds for a file, on a busy machine
SIZE = 8


class ManyDecoder:
    """Call it with one file after another. Whatever brings a child down is told as the fault of its file."""

    def __enter__(self) -> Self:
        self.process = None
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
            self.process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env={})
        end = threading.Timer(MAX_WAIT, self.process.kill)
        end.start()
        try:
            write_part(self.process.stdin, content)
            return read_part(self.process.stdout)
        finally:
            end.cancel()

    def _end(self):
        if self.process:
            self.process.kill()
            self.process.communicate()
            self.process = None


def write_part(file, content: bytes) -> None:
    file.write(len(content).to_bytes(SIZE) + content)
    file.flush()


def read_part(file) -> bytes:
    """What was written; nothing at the end of the line. Raises OSError where the end came in the middle."""
    size = int.from_bytes(file.read(SIZE))
    content = file.read(size)
    if len(content) < size:
        raise OSError("The line was cut off.")
    return content


def main() -> None:
    """Answer each file that comes, until no more do."""
    while content := read_part(sys.stdin.buffer):
        write_part(sys.stdout.buffer, _answer_of_a_child(content))


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
        hold_to_limits()
        signal.alarm(MAX_WAIT)  # also where its parent has been ended for it
        with open(there, "wb") as said:
            said.write(answer(content))
        os._exit(0)
    finally:
        os._exit(1)


if __name__ == "__main__":
    main()
