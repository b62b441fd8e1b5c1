"""A look at what a story says of its poll: readers who voted are not the public. Advice; it stops nothing."""

import re

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

TOO_MUCH = (
    r"\b(the (british |general |whole )?(public|nation|country|electorate)|britons?|brits|the british( people)?"
    r"|most (people|of us|britons|residents|locals|voters)|everyone|everybody"
    r"|(people|residents|locals|voters) (want|wants|say|says|think|believe|back|reject|oppose)"
    r"|(a )?majority of (people|residents|locals|voters|the public|the town)"
    r"|the (town|city|county) (wants|says|backs|rejects))\b"
)
SHARE = r"\b\d{1,3}(\.\d+)?( ?%| per ?cent)"
OF_READERS = r"\breaders?\b|\btook part\b"


def advice_on_words(article) -> list[str]:
    """What a story with a poll should say otherwise; nothing for a story without one."""
    if 'data-embed="poll"' not in article.body:
        return []
    return [*_claims(article), *_bare_shares(article)]


def _claims(article):
    said = _("“%(words)s” in the %(place)s: only readers who chose to take part have voted. Say “readers who voted”.")
    for place, text in ((_("headline"), article.headline), (_("standfirst"), article.standfirst)):
        if found := re.search(TOO_MUCH, text, re.IGNORECASE):
            yield said % {"words": found[0], "place": place}


def _bare_shares(article):
    """Percentages whose paragraph does not say of whom."""
    paragraphs = [article.headline, article.standfirst, *re.split(r"</p>", article.body)]
    for text in map(strip_tags, paragraphs):
        if (share := re.search(SHARE, text)) and not re.search(OF_READERS, text, re.IGNORECASE):
            yield _("“%(share)s” without its base: say “of readers who voted”.") % {"share": share[0]}
            return
