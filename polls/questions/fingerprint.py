"""The words that a reader votes on, in a few letters that change when they do."""

import hashlib
import json

LENGTH = 16
WORDS_OF_POLL = ("question", "context", "kind", "least", "most", "scale_low", "scale_high")


def fingerprint_of(poll) -> str:
    """A fingerprint of all that a voter reads; a page carries it, so a vote on other words is noticed."""
    words = [str(getattr(poll, name)) for name in WORDS_OF_POLL]
    answers = [[choice.pk, choice.label] for choice in poll.answers]
    return hashlib.sha256(json.dumps([poll.pk, words, answers]).encode()).hexdigest()[:LENGTH]
