"""A story's body as HTML that any system can read: no class, no script and no placeholder of ours is in it.

It is the form that `articles.importing.items.OldStory` describes, so what goes out so can come in again.
"""

from collections.abc import Mapping

from articles.body.document import Placed
from articles.body.rendering import TEMPLATES, Objects, Renderer

OURS = {kind: f"articles/exporting/{kind}.html" for kind in TEMPLATES}


def story_html(body: str, shown: Mapping[Placed, object]) -> str:
    """The body with the things that readers may see in their places, each block on lines of its own."""
    blocks = Renderer(Objects(shown), templates=OURS, medium="plain").blocks(body)
    return "\n".join(block.strip() for block in blocks)
