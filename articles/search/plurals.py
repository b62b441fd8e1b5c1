"""The one thing that is done to a word: the English plural is made singular. Nothing here knows a database."""

import re

SAME = {"news", "wales", "does", "always", "perhaps", "lens", "series", "species", "james", "thomas", "jones", "davies"}
PAIRS = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "geese": "goose",
    "oxen": "ox",
    "dice": "die",
    "wolves": "wolf",
    "knives": "knife",
    "wives": "wife",
    "lives": "life",
    "thieves": "thief",
    "loaves": "loaf",
    "leaves": "leaf",
    "halves": "half",
    "calves": "calf",
    "shelves": "shelf",
    "scarves": "scarf",
    "hooves": "hoof",
    "elves": "elf",
    "selves": "self",
    "buses": "bus",
    "gases": "gas",
    "viruses": "virus",
    "bonuses": "bonus",
    "campuses": "campus",
    "choruses": "chorus",
    "circuses": "circus",
    "censuses": "census",
    "minibuses": "minibus",
    "lenses": "lens",
    "crises": "crisis",
    "analyses": "analysis",
    "quizzes": "quiz",
    "criteria": "criterion",
    "movies": "movie",
    "cookies": "cookie",
    "zombies": "zombie",
    "calories": "calorie",
    "rookies": "rookie",
    "brownies": "brownie",
    "collies": "collie",
    "prairies": "prairie",
    "hoodies": "hoodie",
    "selfies": "selfie",
    "smoothies": "smoothie",
    "birdies": "birdie",
}
UNCUT = re.compile("(?:ss|us|is)$")  # not a plural, such as glass, virus, crisis
LONGER = re.compile("(?:sh|ch|x|ss|zz|o)es$")  # churches, boxes, potatoes
SILENT = re.compile("(?:sh|ch|x|ss|zz|o)e$")  # headache and shoe, which lose what their plurals lose above


def singular(word: str) -> str:
    """The word, or what it is the plural of: `singular("churches")` is `"church"`. For words that are folded.

    Both sides of a search are cut alike, so it does no harm that some words in s, of whatever language, are no plurals.
    """
    if word in PAIRS:
        return PAIRS[word]
    if len(word) > 3 and word.isascii() and word not in SAME:
        word = PAIRS.get(cut := _cut(word), cut)
    return f"{word[:-3]}man" if len(word) > 5 and word.endswith("men") else word


def _cut(word):
    if word.endswith("s") and not UNCUT.search(word):
        if len(word) > 4 and word.endswith("ies"):
            return f"{word[:-3]}y"
        return word[:-2] if LONGER.search(word) else word[:-1]
    return word[:-1] if SILENT.search(word) else word
