"""The rows of letters: which there are, who gets them, and which addresses get none.

Comes in: the acts of this room. Way out: querysets that say who may be written to.
"""

from newsroom.newsletters.models.bounces import BounceEvent
from newsroom.newsletters.models.keys import LetterKey
from newsroom.newsletters.models.lists import ImportLine, ListImport
from newsroom.newsletters.models.newsletters import Newsletter
from newsroom.newsletters.models.subscriptions import Subscription
from newsroom.newsletters.models.suppressions import Suppression

__all__ = ["BounceEvent", "ImportLine", "LetterKey", "ListImport", "Newsletter", "Subscription", "Suppression"]
