"""Which reader a source's format has. Whoever adds a format adds its reader, a line here, and one in WireSource."""

import datetime as dt
from collections.abc import Callable

from articles.models.wires import WireSource
from articles.wires.readers import feed, newsml, ninjs, nitf
from articles.wires.told import Told

Format = WireSource.Format
READERS: dict[str, Callable[[bytes, dt.tzinfo], list[Told]]] = {
    Format.FEED: feed.read,
    Format.NINJS: ninjs.read,
    Format.NEWSML: newsml.read,
    Format.NITF: nitf.read,
}
