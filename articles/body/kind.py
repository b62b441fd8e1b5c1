"""What a placed kind has to say of itself: how it is written, cleaned, drawn and advised on.

A kind is three files of one name: `articles/body/kinds/<name>.py`, which has its `KIND`, its node in the editor,
`articles/static/articles/desk/kinds/<name>.js`, and its place on a page, `templates/kinds/<name>.html`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from articles.body.html_blocks import Block
from articles.body.markup import Element

# Where a kind is shown: on the page, which is also what is printed; in the text edition, without a picture or a class;
# and plain, as any other program reads it: exports, stories for partners, whatever leaves the house as HTML.
MEDIA = ("page", "text", "plain")
Safe = Callable[[str], str]  # marks HTML that was cleaned, so that a template writes it as it is
Draw = Callable[[Block, Safe], str]


class Writer(Protocol):
    """What cleaning asks of the composer of a body."""

    def flow(self, element: Element) -> str: ...
    def table(self, element: Element) -> str: ...


def no_advice(_block: Block) -> list[str]:
    return []


@dataclass(frozen=True)
class Kind:
    """One kind: `name` is its element's `data-kind`, `extension` what its script calls its node."""

    name: str
    extension: str
    tags: tuple[str, ...]
    # Answers with what the editor itself would have written, or with nothing where nothing is said.
    clean: Callable[[Element, Writer], str]
    draw: Mapping[str, Draw]
    # Beside `data-kind`, which every kind has.
    attributes: tuple[str, ...] = ()
    advice: Callable[[Block], list[str]] = no_advice

    @property
    def script(self) -> str:
        return f"articles/desk/kinds/{self.name}.js"
