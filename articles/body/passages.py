"""Passages in another language than their story: a screen reader speaks them as what they are.

Stored as `<bdi lang="fr">`, which also keeps words from right to left from turning those beside them. The element is
ours alone: word processors say a language of every word, which is mostly that of the machine.
"""

import re
from collections.abc import Mapping

TAG = "bdi"
ATTRIBUTE = "lang"
CODE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


def language_in(attributes: Mapping[str, str]) -> str:
    """The code of the language that an element says; empty where it says none that can be."""
    code = attributes.get(ATTRIBUTE, "")
    return code if CODE.fullmatch(code) else ""
