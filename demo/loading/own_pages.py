"""What the Courier says of itself: its name and look, and our texts with what only it knows filled in."""

import re
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.html import escape

from newsroom.paper.begin import KINDS, page_text
from newsroom.paper.identity import Paper
from newsroom.paper.models import Page
from newsroom.paper.outline import read_outline

ICON = Path(__file__).parent.parent / "files" / "icon.png"
OUTLINE = ICON.with_name("outline.geojson")
GAP = re.compile(r"\[\[.*?\]\]")
PUBLISHER = "Saltmere Courier Press Ltd, company number 00000187, of 4 Lowgate, Saltmere"
ADDRESS = "The Saltmere Courier, 4 Lowgate, Saltmere"

# For each page, what stands in its gaps, in their order.
WORDS = {
    "about": [
        "Saltmere, Wendham and the villages of the Saltings",
        "1871",
        "Some 2,000 readers pay for the larger part of it, shops and theatres that advertise for the rest",
    ],
    "people": [
        "Idris Calloway",
        "Bethan Rusk (politics), Seun Fairlight (courts), Priya Venn (business), Tomasz Garrity (health and schools), "
        "Dougal Tresk (sport), Nell Thackaberry (everything that rings first)",
        "Cormac Ilderton, photographs; Hattie Coldwell, supporters; Otto Brindley, accounts",
    ],
    "contact": ["01632 960 187 on weekdays from 7am to 7pm", ADDRESS, "supporters@courier.example"],
    "tips": [
        f"The editor, personally, {ADDRESS}",
        "01632 960 188, set up under a name of its own",
        "01632 960 187 on weekdays from 7am to 7pm",
        "the firm in Wendham that runs our computers writes down network addresses, for 30 days",
        "the editor",
    ],
    "ownership": [
        PUBLISHER,
        "its staff, each with one share, and the Saltings Community Trust with a quarter",
        "2025",
        "readers’ support 61 per cent, advertising 31 per cent, grants 8 per cent",
        "£5,000",
        "nobody",
        "none but an allotment at Priory Lane",
    ],
    "ethics": ["the Impress Standards Code", "notes of recordings and of long council papers"],
    "corrections": ["two"],
    "complaints": [
        ADDRESS,
        "three",
        "Hugh Penhallow, the chief sub-editor",
        "Impress, which is independent of us and of the government",
    ],
    "privacy": [PUBLISHER, "30", "A firm in Wendham runs our computers, in this country, and sends our letters"],
    "accessibility": [
        "Minutes and plans that councils publish as scans cannot be read aloud. We tell what is in them.",
        "two",
        "2 November 2026",
        "our own tests with the keyboard, a screen reader and two checking programs",
    ],
    "terms": [PUBLISHER, "England and Wales"],
}


def name_paper() -> None:
    Paper.objects.update(
        name=settings.PAPER_NAME,
        town=settings.PAPER_TOWN,
        strapline="The Saltings’ own paper since 1871",
        legal_line=f"Published by {PUBLISHER}.",
        icon=ICON.read_bytes(),
        outline=read_outline(OUTLINE.read_bytes()),
    )


def write_own_pages() -> None:
    for kind in KINDS:
        text, words = page_text(kind), iter(WORDS[kind])
        body = GAP.sub(lambda _gap, words=words: escape(next(words)), text.body)
        Page.objects.create(**vars(text) | {"body": body}, is_live=True, changed_on=timezone.localdate())
