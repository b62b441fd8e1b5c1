"""The rows of letters: which there are, who gets them, which addresses get none, what their issues say, who got one.

Comes in: the acts of this room. Way out: querysets that say who may be written to, and what was.
"""

from newsroom.newsletters.models.bounces import BounceEvent
from newsroom.newsletters.models.counts import IssueOutcome, LinkDay
from newsroom.newsletters.models.deliveries import Delivery, DeliveryProblem, IssueBatch
from newsroom.newsletters.models.issues import Issue, IssueEvent, IssueSlot
from newsroom.newsletters.models.keys import LetterKey
from newsroom.newsletters.models.lists import ImportLine, ListImport
from newsroom.newsletters.models.newsletters import Newsletter
from newsroom.newsletters.models.push import PushAlert, PushEndpoint
from newsroom.newsletters.models.renders import IssueCorrection, IssueRender, IssueStory
from newsroom.newsletters.models.subscriptions import Subscription
from newsroom.newsletters.models.suppressions import Suppression

__all__ = [
    "BounceEvent",
    "Delivery",
    "DeliveryProblem",
    "ImportLine",
    "Issue",
    "IssueBatch",
    "IssueCorrection",
    "IssueEvent",
    "IssueOutcome",
    "IssueRender",
    "IssueSlot",
    "IssueStory",
    "LetterKey",
    "LinkDay",
    "ListImport",
    "Newsletter",
    "PushAlert",
    "PushEndpoint",
    "Subscription",
    "Suppression",
]
