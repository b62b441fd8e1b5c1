"""The one door for text that people write: whatever comes in leaves fit for pages, feeds, letters, tables and JSON.

Signs that nobody sees are removed, because they break XML, hide words and make equal things differ.
Signs that a script or an emoji needs are kept where they do their work and removed where they do none.
"""

import re
import unicodedata

LINE_ENDS = re.compile("\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
# Control signs (but tab and line end), soft hyphen, fillers, invisible spaces and operators, directions that hide
# text, annotations, the place of a lost object, lone surrogates and the numbers that Unicode gives to no sign.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u200b\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef"
    "\ufeff\uffa0\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000\U000e0001\U000e0080-\U000e00ff\U000e01f0-\U000e0fff\ud800-\udfff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f]")
# Letters from right to left: Hebrew, Arabic and their neighbours.
RIGHT_TO_LEFT = re.compile("[\u0590-\u05ff\u0600-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
# A flag of a part of a country, such as that of Wales, spells its name in tags; other tags are hidden text.
TAGS = re.compile("(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f)|[\U000e0002-\U000e007f]")
JOINERS = "\u180e\u200c\u200d"
EMOJI_JOINER = "\u200d"
VARIATION_SELECTORS = "[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
NEEDS_CONTEXT = re.compile(f"[{JOINERS}]|{VARIATION_SELECTORS}")
VARIATION_SELECTOR = re.compile(VARIATION_SELECTORS)
# Scripts whose letters join, from Arabic to Myanmar, Khmer and Mongolian, and those of the higher planes.
JOINS = re.compile(
    "[\u0600-\u109f\u1700-\u1c7f\ua800-\ua8ff\ua900-\uaaff\uabc0-\uabff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f]"
)
BLANK = "\u2800"  # braille’s own space
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PIECES_WITHOUT_MARKUP = re.compile('[^<>="]+')


def clean_text(text: str) -> str:
    """One line of text: a name, a headline, a caption. Empty if nothing of it can be seen."""
    text = re.sub("[ \t\n]+", " ", _clean(text))
    return _unless_blank(text.strip())


def clean_block(text: str) -> str:
    """Text of several lines, with one kind of line end. Empty if nothing of it can be seen."""
    return _unless_blank(_clean(text))


def clean_html(html: str) -> str:
    """The same for HTML that a sanitizer has made: tags, white space and what they mean stay as they are.

    Character references of unseen signs must have been resolved. Sanitize again afterwards: an unseen sign inside an
    address can be what kept it from being a dangerous one.
    """
    text = _without_unseen(html)
    if unicodedata.is_normalized("NFC", text):  # then each piece of it is, and to ask is much cheaper than to do it
        return text
    # A combining stroke after a tag would turn its “>” into another sign.
    return PIECES_WITHOUT_MARKUP.sub(lambda piece: unicodedata.normalize("NFC", piece[0]), text)


def only_xml(text: str) -> str:
    """Text without what XML 1.0 cannot carry: one old row must not take a whole feed away."""
    return NOT_IN_XML.sub("", text)


def _clean(text):
    return unicodedata.normalize("NFC", _without_unseen(unicodedata.normalize("NFC", text)))


def _without_unseen(text):
    text = UNSEEN.sub("", LINE_ENDS.sub("\n", text))
    if text.isascii():
        return text
    text = TAGS.sub(lambda found: found[1] or "", text)
    if not RIGHT_TO_LEFT.search(text):
        text = DIRECTION_MARKS.sub("", text)
    return _with_needed_joiners(text) if NEEDS_CONTEXT.search(text) else text


def _with_needed_joiners(text):
    kept, is_joining = [], False
    for place, sign in enumerate(text):
        before = kept[-1] if kept else " "
        if sign in JOINERS:
            if not (is_joining or _joins_emoji(before, sign, text[place + 1 : place + 2])):
                continue
        elif VARIATION_SELECTOR.match(sign) and not _is_a_base(before):
            continue
        # Of a letter and its marks any one may be of such a script: NFC puts marks into another order.
        is_joining = bool(JOINS.match(sign)) or (is_joining and unicodedata.combining(sign) > 0)
        kept.append(sign)
    return "".join(kept)


def _joins_emoji(before, joiner, after):
    """Whether a joiner stands between the parts of one emoji."""
    is_part = unicodedata.category(before) in {"So", "Sk"} or before == "\ufe0f"
    return joiner == EMOJI_JOINER and is_part and bool(after) and unicodedata.category(after) in {"So", "Sm"}


def _is_a_base(sign):
    return not (sign.isspace() or sign in JOINERS or VARIATION_SELECTOR.match(sign))


def _unless_blank(text):
    """Nothing, where there is only white space, and braille's own."""
    return text if text.replace(BLANK, " ").strip() else ""
