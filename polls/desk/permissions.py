"""Who may do what with a poll. Its answers are part of it; ballots and tallies have no form, so nobody writes one."""

from django.db.models import Q
from django.utils import timezone

from common.can import Reach, Right, declare, usual
from polls.models import Poll
from polls.results.policy import Audience, may_see


def _unsealed_rows(_user):
    closed = Q(state__in=[Poll.State.LIVE, Poll.State.PAUSED], closes_at__lte=timezone.now())
    return ~Q(results=Poll.Results.SEALED) | closed


# A seal binds the desk too: no figure leaves before voting is over.
UNSEALED = Reach(lambda _, poll: may_see(poll, audience=Audience.STAFF), _unsealed_rows)
# Readers do not see it: whoever may write polls may change it, and nobody's front page with it.
DRAFT = Reach(lambda _, poll: poll.state == Poll.State.DRAFT, lambda _: Q(state=Poll.State.DRAFT))
# Votes that were counted elsewhere did not come along: there is nothing to look at, release or remove.
OWN_BOX = Reach(lambda _, poll: not poll.counted_by, lambda _: Q(counted_by=""))
declare(
    Poll,
    **usual(Poll)
    | {"change": (Right("polls.change_poll", reach=DRAFT), Right("polls.change_poll", "polls.open_poll"))},
    open=Right("polls.open_poll"),
    advise=(Right("polls.add_poll"), Right("polls.change_poll")),
    check=Right("polls.check_ballot", reach=OWN_BOX),
    reword=Right("polls.check_ballot", "polls.change_poll"),
    export=Right("polls.export_results", reach=UNSEALED),
)
