"""What cameras, telephones and programs write by themselves where a caption would stand."""

import re

MAKERS = (
    "olympus|sony|kodak|nikon|canon|fujifilm|casio|pentax|ricoh|minolta|konica|konica minolta|samsung|panasonic|leica"
    "|sanyo|toshiba|hp|hewlett-packard|epson|kyocera|sigma|polaroid|vivitar|medion|praktica|rollei|aiptek|benq|ge|agfa"
    "|motorola|nokia|lg|htc|huawei|xiaomi|oppo|vivo|realme|honor|oneplus|google|apple|dji|gopro|insta360"
)
PROGRAMS = (
    "adobe|photoshop|lightroom|gimp|imagemagick|canva|paint|snapseed|vsco|darkroom|picasa|inkscape|pixelmator|affinity"
    "|capture one|luminar|figma|iphone|an iphone|samsung|google|jpegmini|tinypng|squoosh|corel|irfanview|xnview|acdsee"
)
TALK = [
    rf"<? *(?:(?:{MAKERS}|(?-i:[A-Z]+)) )?digital ?(?:still ?)?camera(?: [\w-]*\d[\w-]*)? *>?",
    rf"(?:camera|model|make)[: ]+(?:{MAKERS}|\d+)",
    rf"(?:{MAKERS})(?: (?:dsc|image|camera(?: pictures?)?|imaging corp\.?|corporation|optical co\.?,? ?ltd\.?"
    r"|computer co\.?,? ?ltd\.?))?",
    # A maker and a model: up to two words, of which the last has a figure in it or is a line of cameras.
    rf"(?:{MAKERS})(?: [\w-]+)? (?:[a-z]+-?\d+[\w-]*|\d+[a-z]\w*"
    r"|photosmart|easyshare|powershot|coolpix|cyber-shot|lumix|finepix)",
    r"exif[ _]?jpe?g(?:[ _]\w+)?",  # Exif_JPEG_PICTURE, EXIF_JPEG_T422
    r"dcim.*|<[^<>]+>",
    # Names of files, with or without their ending.
    r"(?:dsc[nf]?|_?dsc|img|_?mg|pict?|p|dji|gopr|gp|pxl|vid|mvimg|sam|cimg|imgp|hpim|dscn|dscf|wp|screenshot|image"
    r"|photo|jpeg)[-_ ]?\d[\d_-]*",
    r"\d{8}[_-]\d{4,9}|(?:whatsapp image|screen ?shot) \d{4}-\d\d-\d\d(?: (?:at )?[\d.:]+)?(?: ?[ap]m)?(?: \(\d+\))?",
    r"[^\s/\\]+\.(?:jpe?g|png|tiff?|webp|avif|heic|hif|arw|cr[23]|nef|dng|orf|raf)",
    r"(?:created|processed|edited|generated|made) (?:with|using) (?:the )?\S+(?: v?[\d.]+)?",
    r"(?:created|made|generated|edited|processed|exported|optimi[sz]ed|compressed|saved|taken|shot)"
    rf" (?:with|by|in|using|on) (?:the )?(?:{PROGRAMS}).*",
    r"created by accusoft corp\.?|acd systems digital imaging|charset=\S*|ycbcr|my beautiful picture|skrivebord|\?{2,}",
    r"creator: gd-jpeg .*",
    r"(?:file written by|file source:|software:) .*",
    r"lead technologies inc\..*|intel\(r\) jpeg library.*|applemark|lavc[\d.]+|ascii|unicode|binary comment",
    r"(?:cof|sdr|ptr|dav|edf|mde|oznor|ozedf|rbt|nor|dig|fbt|btf|hdr|hdrpl|vhdr|hirespl|oznorwo|rhdr)(?:_\w{1,4})?",
    r"image ?description|caption|description|title|comment|screenshot|(?:digital |jpeg )?image|photo|picture",
]
PLACEHOLDER = re.compile(
    r"default|untitled(?:[-_ ]?\d+)?|unknown(?: (?:author|artist|photographer))?|none|null|n/?a|picasa|photographer"
    r"|(?:your|owner|artist) name|author|artist|copyright|credit|camera owner.*",
    re.IGNORECASE,
)
CAMERA_TALK = re.compile("|".join(f"(?:{pattern})" for pattern in TALK), re.IGNORECASE)


def is_camera_talk(text: str) -> bool:
    """Whether nobody wrote this: the whole of it is a maker's, a program's or a file's name."""
    text = text.strip(" .\0")
    return bool(CAMERA_TALK.fullmatch(text)) or is_placeholder(text)


def is_placeholder(text: str) -> bool:
    """Whether it only holds a place. A maker's name may be a credit: companies hand out pictures."""
    return PLACEHOLDER.fullmatch(text.strip(" .\0")) is not None
