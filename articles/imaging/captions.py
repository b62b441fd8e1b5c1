"""Subtitles of films, WebVTT and SRT: read strictly, and written anew as WebVTT of words, times and voices alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.utils.translation import gettext_lazy as _

from articles.imaging.refusal import FileRefused
from common.text import clean_block

MAX_BYTES = 1024 * 1024
TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)[.,](\d{3})"
TIMING = re.compile(rf"{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t]+(.*))?")
SETTING = re.compile(
    r"(?:line:-?\d+(?:\.\d+)?%?(?:,(?:start|center|end))?|align:(?:start|center|end|left|right)|vertical:(?:rl|lr)"
    r"|position:\d+(?:\.\d+)?%(?:,(?:line-left|center|line-right))?|size:\d+(?:\.\d+)?%)"
)
TAG = re.compile(r"<(/?)(\w*)((?:\.[\w-]+)*)(?:[ \t:][^<>]*?)?>")
TAGS = {"b", "i", "u", "v", "c", "lang", "ruby", "rt"}
REFERENCE = re.compile(r"&amp;(amp|lt|gt|nbsp|lrm|rlm|#\d+|#x[0-9a-fA-F]+);")
SRT = re.compile(rf"\s*\d+[ \t]*\n{TIMING.pattern}[ \t]*\n")
PLACE_OF_SRT = re.compile(r"\{\\an?\d+\}")  # where on the picture it stands, as players of SRT write it
VOICE = re.compile(r"<v(?:\.[^ >]*)? ([^>]+)>")
PAUSE = 4000  # milliseconds without a word, behind which a transcript begins a paragraph
LONG = 400  # letters of a paragraph, from which on the next sentence begins another
NOT_CUES = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
MESSAGES = {
    "heavy": _("These subtitles are larger than one megabyte."),
    "encoding": _("This is no text in UTF-8. Save the subtitles in UTF-8 and try again."),
    "kind": _(
        "This is neither WebVTT, which begins with the word WEBVTT, nor SRT. Export the subtitles as one of them."
    ),
    "time": _("Line %(line)s: “%(words)s” should say from when to when, such as 00:01.000 --> 00:04.000."),
    "order": _("Line %(line)s: these words would end before they begin."),
    "none": _("There are no words in these subtitles."),
}


class BadCaptions(FileRefused):
    """These subtitles cannot be shown. Says in which line what is wrong."""

    words = MESSAGES


@dataclass(frozen=True)
class Cue:
    begins: int  # milliseconds
    ends: int
    settings: str
    text: str

    def __str__(self):
        timing = f"{_clock(self.begins)} --> {_clock(self.ends)} {self.settings}".rstrip()
        return f"{timing}\n{self.text}\n"


def clean_captions(content: bytes) -> bytes:
    """The subtitles as browsers are given them, in the order in which they are seen. Raises BadCaptions."""
    if len(content) > MAX_BYTES:
        raise BadCaptions("heavy")
    try:
        text = clean_block(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadCaptions("encoding") from None
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", text):
        if not SRT.match(text):
            raise BadCaptions("kind")
        text = PLACE_OF_SRT.sub("", text)
    cues = [cue for number, block in _blocks(text) if (cue := _cue(block, number))]
    if not cues:
        raise BadCaptions("none")
    return "\n".join(["WEBVTT\n", *map(str, sorted(cues, key=lambda cue: cue.begins))]).encode()


def transcript_of(captions: bytes) -> str:
    """The words of cleaned subtitles as paragraphs: another for each voice, after a pause, and where one is long."""
    paragraphs, before, ended = [], "", 0
    for cue in _cues_of(captions):
        voice = VOICE.search(cue.text)
        name = unescape(voice[1]).strip() if voice else ""
        words = " ".join(unescape(TAG.sub("", cue.text)).split())
        if not words:
            continue
        last = paragraphs[-1] if paragraphs else ""
        is_new = name != before or cue.begins - ended > PAUSE or (len(last) > LONG and last.endswith((".", "?", "!")))
        if is_new or not last:
            paragraphs.append(f"{name}: {words}" if name and name != before else words)
        else:
            paragraphs[-1] = f"{last} {words}"
        before, ended = name, cue.ends
    return "\n\n".join(paragraphs)


def _cues_of(captions) -> Iterator[Cue]:
    return (cue for number, block in _blocks(captions.decode()) if (cue := _cue(block, number)))


def _blocks(text):
    """Each block of lines with the number of its first line; the header is none of them."""
    block, first = [], 0
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            first = first or number
            block.append(line)
        elif block:
            header = next((place for place, line in enumerate(block) if "-->" in line), len(block)) if first == 1 else 0
            if block[header:] and not NOT_CUES.match(block[0]):
                yield first + header, block[header:]
            block, first = [], 0


def _cue(block, number):
    if "-->" not in block[0] and len(block) > 1:  # a cue may have a name
        block, number = block[1:], number + 1
    timing = TIMING.fullmatch(block[0].strip())
    if not timing:
        raise BadCaptions("time", line=number, words=block[0][:60])
    begins, ends = _milliseconds(timing.groups()[:4]), _milliseconds(timing.groups()[4:8])
    if ends <= begins:
        raise BadCaptions("order", line=number)
    settings = [word for word in (timing[9] or "").split() if SETTING.fullmatch(word)]
    text = "\n".join(_line(line) for line in block[1:])
    return Cue(begins, ends, " ".join(settings), text) if text.strip() else None


def _line(line):
    """Tags that WebVTT knows stay, others go; any other sign that could begin one is written as a sign."""
    parts, place = [], 0
    for tag in TAG.finditer(line):
        parts += [_written(line[place : tag.start()]), _tag(tag)]
        place = tag.end()
    return "".join([*parts, _written(line[place:])]).strip()


def _tag(tag):
    closing, name, classes = tag.groups()
    if name not in TAGS:
        return ""
    words = tag[0][1:-1].partition(" ")[2].strip() if name in {"v", "lang"} and not closing else ""
    return f"<{closing}{name}{'' if closing else classes}{f' {_written(words)}' if words else ''}>"


def _written(text):
    """A reference that is written already stays one."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return REFERENCE.sub(r"&\1;", text)


def _milliseconds(parts):
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _clock(milliseconds):
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"
