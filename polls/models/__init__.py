"""A question to readers, who has answered it, what was answered, and the sum of it.

Comes in: rows. Way out: facts of a row, and querysets. A ballot knows no reader.
"""

from polls.models.ballots import Ballot, Mark, PollSecret, Receipt
from polls.models.choices import Choice
from polls.models.events import PollEvent
from polls.models.networks import FirstClick, NetworkHour, SpentProof
from polls.models.polls import Poll
from polls.models.removals import Removal
from polls.models.tallies import Tally

__all__ = ["Ballot", "Choice", "FirstClick", "Mark", "NetworkHour", "Poll", "PollEvent", "PollSecret", "Receipt"]
__all__ += ["Removal", "SpentProof", "Tally"]
