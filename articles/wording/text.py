"""The words of a body as one plain text with a break between blocks: what passages are marked on and found again in."""

from html.parser import HTMLParser

INLINE = frozenset(["a", "b", "bdi", "em", "i", "s", "span", "strong", "sub", "sup", "u"])


class _Reader(HTMLParser):
    """Every element that is not of the line is a border of blocks; blocks without words do not count."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks = [[]]

    def handle_starttag(self, tag, attrs) -> None:
        if tag == "br":
            self.blocks[-1].append(" ")
        elif tag not in INLINE:
            self.blocks.append([])

    def handle_endtag(self, tag) -> None:
        if tag not in INLINE:
            self.blocks.append([])

    def handle_data(self, data) -> None:
        self.blocks[-1].append(data)


def plain_text(html: str) -> str:
    """Its blocks, one a line. `articles/desk/comment-text.js` reads the editor's document alike."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n".join(filter(str.strip, ("".join(block).replace("\n", " ") for block in reader.blocks)))
