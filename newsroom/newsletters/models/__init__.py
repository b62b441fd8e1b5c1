from newsroom.newsletters.models.keys import LetterKey
from newsroom.newsletters.models.newsletters import Newsletter
from newsroom.newsletters.models.subscriptions import Subscription
from newsroom.newsletters.models.suppressions import Suppression

__all__ = ["LetterKey", "Newsletter", "Subscription", "Suppression"]
