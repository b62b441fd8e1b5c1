"""How wide pictures stand on pages, by place: a browser chooses a file by that before it has any sheet.

A screen with three dots a pixel asks for files that nobody can tell from those of two, at twice the bytes: a phone that
has more than two and a half is told two thirds of the width. A browser test holds each width to what is drawn.
"""

FINE = "(max-width: 30rem) and (min-resolution: 2.5dppx)"
LEAST = f"{FINE} 5rem, 7.5rem"
SIZES = {
    "story": f"(min-width: 62rem) 53rem, {FINE} 62vw, 100vw",
    "body": f"(min-width: 46rem) 42rem, {FINE} 58vw, 92vw",
    "gallery": f"(min-width: 46rem) 20.5rem, (min-width: 30rem) 46vw, {FINE} 58vw, 92vw",
    "lead": f"(min-width: 76rem) 55rem, (min-width: 62rem) 66vw, {FINE} 58vw, 92vw",
    # Alone in its line it is wider, but there is no larger file of a card.
    "feature": "(min-width: 76rem) 32rem, (min-width: 62rem) 38vw, (min-width: 46rem) 53vw, 92vw",
    "row": f"(min-width: 76rem) 18rem, (min-width: 46rem) 21vw, {LEAST}",
    "list": f"(min-width: 46rem) 15rem, {LEAST}",
    "beside": LEAST,
    "embed": "100vw",
}
# In a card that is kept for every place; no text of a story keeps such a letter.
ANY = "\x13"


def sizes_at(place: str) -> str:
    """What `sizes` says of a picture there. Raises KeyError where there is no such place."""
    return ANY if place == ANY else SIZES[place]


def place_of(size: str, stands: str) -> str:
    """Where the picture of a card stands: a large card is a place of its own."""
    return size if size in {"lead", "feature"} else stands


def comes_first(size: str) -> bool:
    """Whether a card's picture on the first screen comes before all others. Small ones would take its line from it."""
    return size in {"lead", "feature"}
