"""What sites say of their things, and a stand-in for those that are asked over https."""

import json

from articles.body.providers import thing_at
from articles.embeds import ask, check
from common.outbound import CannotFetch, Fetched

FILM = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
POST = "https://x.com/courier/status/1765432198765432100"
ANSWERS = {
    FILM: {
        "title": 'The barrier "rises" & falls',
        "author_name": "Harbour <Trust>",
        "provider_name": "YouTube",
        "type": "video",
        "html": '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>',
    },
    POST: {
        "author_name": "Ann Rees",
        "provider_name": "Twitter",
        "type": "rich",
        "html": (
            '<blockquote class="twitter-tweet"><p lang="en">The gate is shut.<br><br>Stay <b>away</b> from the quay.'
            '</p>&mdash; Ann Rees (@ann) <a href="https://x.com/ann/status/1">March 14, 2026</a></blockquote>'
            '<script src="https://platform.twitter.com/widgets.js"></script>'
        ),
    },
}


def stand_in(monkeypatch):
    """The sites’ answers by the address that is asked about, which tests may change, and what was asked."""
    answers, asked = dict(ANSWERS), []

    def fetch(url, *, content_types):
        asked.append(url)
        questions = {thing_at(address).provider.question(address): said for address, said in answers.items()}
        said = questions.get(url, 404)
        if isinstance(said, int | None):
            raise CannotFetch("It did not answer with words.", said)
        return Fetched(url, "application/json", json.dumps(said).encode())

    monkeypatch.setattr(ask, "fetch", fetch)
    monkeypatch.setattr(check, "fetch", fetch)
    return answers, asked
