from supporters.models.consent import ConsentRecord, ConsentWording
from supporters.models.letters import OutboxMail
from supporters.models.pages import ContributionPage, PresetAmount
from supporters.models.payments import Payment
from supporters.models.people import Supporter
from supporters.models.pledges import MoveRefused, Pledge, PledgeLog
from supporters.models.surroundings import Acquisition, Recognition

__all__ = [
    "Acquisition",
    "ConsentRecord",
    "ConsentWording",
    "ContributionPage",
    "MoveRefused",
    "OutboxMail",
    "Payment",
    "Pledge",
    "PledgeLog",
    "PresetAmount",
    "Recognition",
    "Supporter",
]
