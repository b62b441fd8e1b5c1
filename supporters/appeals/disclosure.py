"""Which organisations that support the paper a story names, so that the editor can say so beside it."""

import re
from html import unescape

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from supporters.models import Pledge, Recognition, Supporter
from supporters.models.states import GIVING, PledgeState

SHORTEST = 4  # letters: a shorter name would be found in other words' company too often


def supporting_organisations() -> list[str]:
    """Names of organisations that have paid something or pay regularly. No amounts, and no people."""
    paying = Pledge.objects.counted().filter(Q(state__in=GIVING) | Q(state=PledgeState.COMPLETED))
    named = Recognition.objects.filter(pledge__in=paying).exclude(organisation="").values_list("organisation")
    known = Supporter.objects.filter(pledges__in=paying).exclude(organisation_name="").values_list("organisation_name")
    return sorted({name for (name,) in named.union(known)}, key=str.casefold)


def organisations_in(*texts) -> list[str]:
    """Those that stand in these words or cleaned bodies, as whole words, in capitals or small letters."""
    words = " ".join(unescape(re.sub(r"<[^<>]*>", " ", " ".join(map(str, texts)))).split()).casefold()
    return [
        name
        for name in supporting_organisations()
        if len(name) >= SHORTEST and re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", words)
    ]


def disclosure(names, paper) -> str:
    """A line that can be put under the story as it stands."""
    if not names:
        return ""
    words = ngettext("%(names)s supports %(paper)s with money.", "%(names)s support %(paper)s with money.", len(names))
    *first, last = names
    listed = _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last
    return words % {"names": listed, "paper": paper} + " " + _("It has no say in what we report.")
