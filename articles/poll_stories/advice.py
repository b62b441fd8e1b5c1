"""A look at what a story says of its poll and asks with it. Advice; it stops nothing.

Readers who voted are not the public, and a question before reading wants its second half.
"""

import re

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from articles.body.document import placed_in, role_of
from articles.body.html_blocks import split_blocks
from articles.body.lines import LineAbout
from articles.models import Article
from polls.models import Poll

TOO_MUCH = (
    r"\b(the (british |general |whole )?(public|nation|country|electorate)|britons?|brits|the british( people)?"
    r"|most (people|of us|britons|residents|locals|voters)|everyone|everybody"
    r"|(people|residents|locals|voters) (want|wants|say|says|think|believe|back|reject|oppose)"
    r"|(a )?majority of (people|residents|locals|voters|the public|the town)"
    r"|the (town|city|county) (wants|says|backs|rejects))\b"
)
# What denies it is no claim.
CAVEAT = r"\b(do|does|did|would|can)( not|n[’']t) represent the (public|town|country|whole)\b"
SHARE = r"\b\d{1,3}(\.\d+)?( ?%| per ?cent)"
# Each half of a pair, and the other one.
HALVES = {"before": "after", "after": "before"}
OF_READERS = r"\breaders?\b|\btook part\b"


def advice_on_polls(article) -> list[str]:
    """What a story with a poll should say or ask otherwise; nothing for a story without one."""
    if 'data-embed="poll"' not in article.body:
        return []
    return [*_claims(article), *_bare_shares(article), *_lone_halves(article)]


def _claims(article):
    message = _(
        "“%(words)s” in the %(place)s: only readers who chose to take part have voted. Say “readers who voted”."
    )
    for place, text in ((_("headline"), article.headline), (_("standfirst"), article.standfirst)):
        if found := re.search(TOO_MUCH, re.sub(CAVEAT, "", text, flags=re.IGNORECASE), re.IGNORECASE):
            yield message % {"words": found[0], "place": place}


def _bare_shares(article):
    """Percentages whose paragraph does not say of whom."""
    paragraphs = [article.headline, article.standfirst, *re.split(r"</p>", article.body)]
    for text in map(strip_tags, paragraphs):
        if (share := re.search(SHARE, text)) and not re.search(OF_READERS, text, re.IGNORECASE):
            yield _("“%(share)s” without its base: say “of readers who voted”.") % {"share": share[0]}
            return


def _lone_halves(article):
    """A question before reading that no story asks again, and one after reading that none asked before."""
    roles = _roles_in(article.body)
    lone = [(pk, role) for pk, role in roles if role in HALVES and (pk, HALVES[role]) not in roles]
    if not lone:
        return
    polls = {pk for pk, _role in lone}
    others = Article.objects.on_desk().filter(placements__poll__in=polls).exclude(pk=article.pk).distinct()
    elsewhere = {found for body in others.values_list("body", flat=True) for found in _roles_in(body)}
    questions = dict(Poll.objects.filter(pk__in=polls).values_list("pk", "question"))
    for pk, role in sorted(lone):
        if pk in questions and (pk, HALVES[role]) not in elsewhere:
            yield LineAbout("poll", pk, _said_of(role) % {"question": questions[pk]})


def _roles_in(body):
    placed = [(placed_in(block), role_of(block)) for block in split_blocks(body)]
    return {(thing.pk, role) for thing, role in placed if thing and thing.kind == "poll"}


def _said_of(role):
    if role == "before":
        return _("“%(question)s” is asked before reading and nowhere after it: no movement can be shown.")
    return _("“%(question)s” is asked after reading and nowhere before it: ask it as a plain question.")
