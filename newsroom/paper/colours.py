"""Whether a colour of the paper's own can be read on its pages: WCAG's contrast, on every ground that a page has."""

import re
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PALETTE = Path(__file__).parent.parent / "static" / "newsroom" / "css" / "palette.css"
GROUNDS = ("paper", "paper-raised", "paper-tinted", "accent-ink")  # and the letters that stand on a button
PAIR = re.compile(rf"--({'|'.join(GROUNDS)}): light-dark\((#[0-9a-f]{{6}}), (#[0-9a-f]{{6}})\)")
LIGHT, DARK = 0, 1
ENOUGH = 4.5


def is_colour(colour: str) -> None:
    """Raises ValidationError."""
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        raise ValidationError(_("Write a colour as # and six digits, such as #0d5c63."))


def refuse_faint(colour: str, theme: int) -> None:
    """Raises ValidationError where it cannot be told from the grounds of this theme."""
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        return
    found = faintest(colour, theme)
    if found < ENOUGH:
        message = _("Its contrast is %(found)s to 1 at the faintest place; letters need 4.5 to 1. Take a %(way)s one.")
        way = _("darker") if theme == LIGHT else _("lighter")
        raise ValidationError(message, params={"found": f"{int(found * 100) / 100:.2f}", "way": way})


def faintest(colour: str, theme: int) -> float:
    """The least of its contrasts in a theme."""
    return min(contrast(colour, ground) for ground in grounds(theme))


@cache
def grounds(theme: int) -> list[str]:
    """The colours that it stands on, or that stand on it, as the sheet of the palette has them."""
    pairs = dict.fromkeys(PAIR.findall(PALETTE.read_text()))
    return [pair[1 + theme] for pair in pairs]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lighter(colour: str) -> str:
    """The colour with as much white in it as dark pages need."""
    for part in range(21):
        mixed = "#" + "".join(f"{round(level + (255 - level) * part / 20):02x}" for level in _levels(colour))
        if faintest(mixed, DARK) >= ENOUGH:
            break
    return mixed


def _levels(colour):
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _luminance(colour):
    shares = [level / 255 for level in _levels(colour)]
    red, green, blue = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
