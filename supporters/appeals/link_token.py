"""Which story led a reader to support, carried in the link by a signature and not by a cookie."""

from typing import NamedTuple

from django.core.signing import BadSignature, Signer

SALT = "supporters.appeal"


class LeadingStory(NamedTuple):
    article_id: int | None
    title: str
    url: str
    placement: str
    variant_id: int | None = None  # the version of the appeal that was followed


def appeal_token(*, article_id, title, url, placement, variant_id=None) -> str:
    """What the appeal's link carries. The same story gives the same token, so that a page is the same twice."""
    story = LeadingStory(article_id, str(title)[:200], str(url)[:300], str(placement)[:40], variant_id)
    return Signer(salt=SALT).sign_object(list(story), compress=True)


def read_token(token) -> LeadingStory | None:
    """The story that a link came from, or None: a broken link still leads to the page, only unattributed."""
    try:
        return LeadingStory(*Signer(salt=SALT).unsign_object(token or ""))
    except (BadSignature, ValueError, TypeError):
        return None
