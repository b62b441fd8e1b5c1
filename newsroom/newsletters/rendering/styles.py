"""How a letter looks. Mail programs want each style in its element, so each stands here once and is put in by name."""

from collections.abc import Mapping

from django.utils.html import format_html

from articles.body.rendering import Html
from common.paper import paper

SERIF = "Georgia,'Times New Roman',serif"
SANS = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
# Light colours; the sheet below has the dark ones for programs that know them.
PAPER, RAISED, INK, SOFT, LINE, KICKER = "#f1ede3", "#ffffff", "#1d1b18", "#5a554c", "#d9d2c3", "#a2311d"
LINK, LINK_DARK = "#0d5c63", "#7fcbd3"
WORDS = f"margin:0;font:400 16px/1.5 {SERIF};color:{INK}"
PICTURE = "display:block;height:auto;border:0"
SMALL = f"margin:0;font:400 13px/1.5 {SANS};color:{SOFT}"

STYLES = {
    "hidden": "display:none;max-height:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px",
    "body": f"margin:0;padding:0;background:{PAPER};-webkit-text-size-adjust:100%",
    "outer": f"width:100%;background:{PAPER}",
    "outer_cell": "padding:16px 0",
    "inner": f"width:100%;max-width:600px;background:{RAISED}",
    "head": f"padding:20px 24px 16px;border-bottom:3px solid {INK}",
    "paper": f"margin:0;font:700 26px/1.2 {SERIF};color:{INK}",
    "paper_link": f"color:{INK};text-decoration:none",
    "small": SMALL,
    "words": WORDS,
    "note_words": f"margin:0 0 12px;font:400 16px/1.5 {SERIF};color:{INK}",
    "place": f"padding:20px 24px;border-bottom:1px solid {LINE}",
    "last": "padding:20px 24px",
    "foot": f"padding:20px 24px;background:{PAPER}",
    "kicker": f"margin:0 0 4px;font:700 12px/1.4 {SANS};letter-spacing:.04em;text-transform:uppercase;color:{KICKER}",
    "lead": f"margin:0 0 8px;font:700 26px/1.2 {SERIF};color:{INK}",
    "headline": f"margin:0 0 6px;font:700 19px/1.3 {SERIF};color:{INK}",
    "part": f"margin:0 0 10px;font:700 16px/1.3 {SANS};color:{INK}",
    "line": f"margin:0 0 8px;font:400 16px/1.4 {SERIF};color:{INK}",
    # With pictures off, their words stand in their place: small, and in the ink of the letter.
    "lead_image": f"{PICTURE};width:100%;margin:0 0 12px;font:400 13px/1.4 {SANS};color:{SOFT}",
    "credit": f"margin:-6px 0 12px;font:400 12px/1.4 {SANS};color:{SOFT}",
    "picture_cell": "width:120px;padding-left:16px;vertical-align:top",
    "picture": f"{PICTURE};width:120px;font:400 12px/1.3 {SANS};color:{SOFT}",
    "words_cell": "vertical-align:top",
    "button": f"display:inline-block;padding:10px 16px;font:700 15px/1.2 {SANS};color:#ffffff;text-decoration:none",
}
DARK = "#14181b", "#1c2226", "#ece8df", "#b3aea3", "#353d42", "#f39a83"
SHEET = """
:root{{color-scheme:light dark;supported-color-schemes:light dark}}
@media (prefers-color-scheme:dark){{
.l-paper{{background:{0}!important}}
.l-raised{{background:{1}!important}}
.l-ink{{color:{2}!important}}
.l-soft{{color:{3}!important}}
.l-line{{border-color:{4}!important}}
.l-kicker{{color:{5}!important}}
.l-link{{color:{6}!important}}
}}
[data-ogsc] .l-ink{{color:{2}!important}}
[data-ogsc] .l-soft{{color:{3}!important}}
[data-ogsc] .l-link{{color:{6}!important}}
@media (max-width:480px){{
.l-pad{{padding-left:16px!important;padding-right:16px!important}}
.l-lead{{font-size:22px!important}}
.l-thumb{{width:88px!important}}
}}
"""


def styles() -> Mapping[str, Html]:
    """Each style as the attribute that says it, links and buttons in the paper's own colour."""
    accent = paper().accent or LINK
    own = {"link": f"color:{accent}", "button": f"{STYLES['button']};background:{accent}"}
    return {name: format_html('style="{}"', rules) for name, rules in (STYLES | own).items()} | {"sheet": _sheet()}


def _sheet():
    return format_html("<style>{}</style>", SHEET.format(*DARK, LINK_DARK))


def as_if_dark(html: str) -> str:
    """The letter as a program with dark colours shows it, whatever colours the looker's own has."""
    return html.replace("@media (prefers-color-scheme:dark)", "@media all")
