"""Pages of which most is drawn once and kept, and the rest anew each time.

A template says with `{% live "name" %}…{% endlive %}` what is not to be kept. A page drawn whole shows no sign of it.
"""

import re
import secrets
from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from typing import Any

from django.http import HttpRequest
from django.template import Node, NodeList, RequestContext, Template, TemplateSyntaxError
from django.template.loader import get_template, render_to_string
from django.utils.translation import get_language

from common.site_version import remembered

MARK = secrets.token_hex(8)  # a word that stands in no page
FRAME = ("today", "navigation", "footer")
CUT = re.compile(f"<{MARK} ([a-z_]+)>")


class LiveNode(Node):
    """A part of a page, or in a page that is to be kept the mark of its place."""

    def __init__(self, name: str, nodelist: NodeList):
        self.name, self.nodelist = name, nodelist

    def render(self, context) -> str:
        if context.get("is_kept"):
            return f"<{MARK} {self.name}>"
        around = context.get("frame")
        return around[self.name] if around and self.name in around else self.nodelist.render(context)


def live(parser, token) -> LiveNode:
    """The tag. It may not stand in another one of its kind, nor within a template that is included."""
    words = token.split_contents()
    if len(words) != 2 or not re.fullmatch(r'"[a-z_]+"', words[1]):
        raise TemplateSyntaxError('{% live %} takes a name in quotes, such as "series".')
    nodelist = parser.parse(("endlive",))
    parser.delete_first_token()
    return LiveNode(words[1].strip('"'), nodelist)


def draw_kept(template: str, context: Mapping[str, Any]) -> list[str]:
    """What is kept of a page: HTML, the name of a live part, HTML, and so on to its end."""
    html = render_to_string(template, {**context, "is_kept": True}, request=HttpRequest())
    return CUT.split(html)


def draw_live(templates: Iterable[str], names: Iterable[str], context: RequestContext) -> dict[str, str]:
    """The live parts of those names, of a template or of one that it extends."""
    found = [get_template(name).template for name in templates]
    nodes = {name: node for template in found for name, node in _live_nodes(template).items()}
    with context.bind_template(found[0]), context.render_context.push_state(found[0]):
        return {name: nodes[name].render(context) for name in names}


def frame(request: HttpRequest) -> dict[str, str]:
    """What stands around every page alike, remembered until the sections change or the day ends, in each language.

    For a page that is drawn whole and marks no section as the one that it is in, as `frame`.
    """
    drawn = partial(draw_live, ["base.html"], FRAME, RequestContext(request))
    return remembered(f"frame {get_language()}", ["site"], drawn)


@lru_cache(maxsize=32)
def _live_nodes(template: Template):
    return {node.name: node for node in template.nodelist.get_nodes_by_type(LiveNode)}
