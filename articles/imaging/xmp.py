"""What an XMP packet says. Several `rdf:Description` are one description: a property may stand in any of them."""

from PIL import Image

from common.text import clean_text

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
EXTENSION = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
PRISM = "{{http://prismstandard.org/namespaces/{}/}}expirationDate"
# For each of our words the properties that can say it, the best first.
PROPERTIES = {
    "caption": [f"{DC}description"],
    "headline": [f"{PHOTOSHOP}Headline"],
    "byline": [f"{DC}creator"],
    "credit": [f"{PHOTOSHOP}Credit"],
    "rights": [f"{DC}rights"],
    "alt": [f"{CORE}AltTextAccessibility"],
    "keywords": [f"{DC}subject"],
    "instructions": [f"{PHOTOSHOP}Instructions"],
    "usage_terms": [f"{RIGHTS}UsageTerms"],
    "web_statement": [f"{RIGHTS}WebStatement"],
    "expires": [
        "{http://ns.useplus.org/ldf/xmp/1.0/}LicenseEndDate",
        *(PRISM.format(version) for version in ("basic/3.0", "basic/2.1", "basic/2.0", "basic/1.2")),
        "{http://prismstandard.org/namespaces/prismusagerights/2.1/}expirationDate",
    ],
    "source_type": [f"{EXTENSION}DigitalSourceType"],
    "ai_system": [f"{EXTENSION}AISystemUsed"],
    "ai_version": [f"{EXTENSION}AISystemVersionUsed"],
    "ai_prompt": [f"{EXTENSION}AIPromptInformation"],
    "ai_prompt_writer": [f"{EXTENSION}AIPromptWriterName"],
    "iptc_digest": [f"{PHOTOSHOP}LegacyIPTCDigest"],
}
MAX_BYTES = 1024 * 1024


def read_xmp(image: Image.Image) -> dict[str, str]:
    """The words by our names. Raises what Pillow raises over a broken packet."""
    packet = image.info.get("xmp") or b""
    if not packet or len(packet) > MAX_BYTES:
        return {}
    root = image.getxmp(strip_namespaces=False)
    descriptions = _descriptions(next(iter(root.values()), None)) or _descriptions(root)
    return {name: _first_text(descriptions, properties) for name, properties in PROPERTIES.items()}


def _descriptions(parent):
    graph = parent.get(f"{RDF}RDF") if isinstance(parent, dict) else None
    return [one for one in _listed((graph or {}).get(f"{RDF}Description")) if isinstance(one, dict)]


def _first_text(descriptions, properties):
    texts = (
        _text(value) for name in properties for description in descriptions for value in _listed(description.get(name))
    )
    return next((text for text in texts if clean_text(text)), "")


def _text(value):
    """A property written as an attribute, as plain text, as an address, or as a list of people, words or languages."""
    if not isinstance(value, dict):
        return value or ""
    if f"{RDF}Alt" in value:
        return _in_one_language(_listed((value[f"{RDF}Alt"] or {}).get(f"{RDF}li")))
    for kind in (f"{RDF}Seq", f"{RDF}Bag"):
        if kind in value:
            lines = (_text(line).strip() for line in _listed((value[kind] or {}).get(f"{RDF}li")))
            return ", ".join(line for line in lines if clean_text(line))
    qualified = value.get(f"{RDF}Description", value)
    plain = qualified if isinstance(qualified, dict) else {}
    return _text(plain.get(f"{RDF}value") or plain.get("text") or value.get(f"{RDF}resource"))


def _in_one_language(lines):
    """The default where it says something, else English, else the first that says something."""
    filled = [(line.get(LANGUAGE, "") if isinstance(line, dict) else "", _text(line)) for line in lines]
    filled = [(language.lower(), text) for language, text in filled if clean_text(text)]
    for wanted in ("x-default", "en"):
        for language, text in filled:
            if language.startswith(wanted):
                return text
    return filled[0][1] if filled else ""


def _listed(value):
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
