"""One folded text for search and comparison: how a word is typed must not decide whether it is found.

Accents, capitals, width, ligatures, curly signs, entities and unseen signs are folded away; words are not changed.
Vowel signs of scripts that need them, such as Devanagari's, are letters and stay.
"""

import html
import re
import unicodedata

from common.text import LINE_ENDS, UNSEEN

PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′‵´`ʹʻʼʽˈ‹›", "'"),
        **dict.fromkeys("“”„‟″‶«»〝〞", '"'),
        **dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-"),
        "⁄": "/",
    }
)
# Letters with a stroke, a hook or a tail, which no decomposition takes apart.
LETTERS = str.maketrans("øłđðħŧŋıȷĸƀɓɖɗɨƙʉⱥȼɇǥƶƴꞌ", "olddhtnijkbbddikuacegzy'") | {
    ord("æ"): "ae",
    ord("œ"): "oe",
    ord("þ"): "th",
}
# Accents and strokes of Latin, Greek and Cyrillic; the points of Hebrew and Arabic, which are optional there;
# variation selectors.
MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u2de0-\u2dff"
    "\ufe00-\ufe0f\ufe20-\ufe2f\U000e0000-\U000e01ef]"
)
UNSEEN_CATEGORIES = {"Cc", "Cf", "Cs"}
UNSEEN_LETTERS = re.compile("[\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc]")
# Tags that stand inside a word; every other tag parts words, and so does one that says what it is for, as a footnote's.
INSIDE_A_WORD = (
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr"
)
INLINE_TAG = re.compile(rf"</?(?:{INSIDE_A_WORD})(?=[\s/>])(?![^<>]*\sdata-)[^<>]*>", re.I)
TAG = re.compile(r"</?[a-z!?][^<>]*>", re.I)


def fold(text: str) -> str:
    """Words as they are compared: `fold("“Éilís”  O’Brien–Łuk")` is `"eilis" o'brien-luk`."""
    text = UNSEEN.sub("", LINE_ENDS.sub(" ", text)).translate(PLAIN)
    if not text.isascii():
        text = _without_marks(text).casefold().translate(LETTERS)
        # Folding case and width may bring accents and curly signs of its own.
        text = _without_marks(text).translate(PLAIN).casefold()
    return " ".join(_seen(text).casefold().split())


def fold_html(source: str) -> str:
    """The words of sanitized HTML, without its tags and with its entities resolved."""
    return fold(words_of_html(source))


def words_of_html(source: str) -> str:
    """The same unfolded: as people read them."""
    return html.unescape(TAG.sub(" ", INLINE_TAG.sub("", source)))


def is_same(one: str, other: str) -> bool:
    """Whether two texts are the same to people who read them."""
    return fold(one) == fold(other)


def _without_marks(text):
    return MARKS.sub("", unicodedata.normalize("NFKD", UNSEEN_LETTERS.sub("", text)))


def _seen(text):
    """White space stays, whatever its sign; other signs that nobody sees go."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) not in UNSEEN_CATEGORIES)
