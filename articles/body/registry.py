"""The kinds that there are: every module of `articles.body.kinds` is one."""

import importlib
import pkgutil

from django.core.exceptions import ImproperlyConfigured

from articles.body import footnotes, kinds
from articles.body.html_blocks import Block
from articles.body.kind import MEDIA, Kind


def by_name(found: list[Kind]) -> dict[str, Kind]:
    """The kinds by name. Raises ImproperlyConfigured for one that is not drawn everywhere."""
    for kind in found:
        if missing := [medium for medium in MEDIA if medium not in kind.draw]:
            raise ImproperlyConfigured(f"The kind {kind.name} is not drawn for: {', '.join(missing)}.")
    return {kind.name: kind for kind in found}


def _found():
    modules = sorted(name for _finder, name, _is_package in pkgutil.iter_modules(kinds.__path__))
    return [importlib.import_module(f"{kinds.__name__}.{name}").KIND for name in modules]


KINDS = by_name(_found())
ATTRIBUTES = ("data-kind", *sorted({name for kind in KINDS.values() for name in kind.attributes}))


SELDOM = ("data-kind=", f"{footnotes.ATTRIBUTE}=", 'data-embed="document"', 'data-embed="sound"')


def has_boxes(html: str) -> bool:
    """Whether a stored body holds what is not styled on every page: something of a kind, a footnote, a file."""
    return any(sign in html for sign in SELDOM)


def kind_of(block: Block) -> Kind | None:
    """The kind that a block of a body is of, if it is of one."""
    return KINDS.get(block.attributes.get("data-kind", "")) if block.tag == "section" else None
