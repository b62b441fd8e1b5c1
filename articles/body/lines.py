"""What the desk is told of one thing in a body, and the way there."""

from typing import Self


class LineAbout(str):
    """Words as any others, which also know their `place`: what the story's form leads to.

    A thing with a row has its kind as a placement has it and its id; of others the number counts those of their kind in
    the body, from 1.
    """

    place: str

    def __new__(cls, kind: str, number: int, words: str) -> Self:
        line = super().__new__(cls, words)
        line.place = f"{kind} {number}"
        return line
