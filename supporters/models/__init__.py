from supporters.models.asks import Ask, AskDaily, AskVariant
from supporters.models.bank import Statement, StatementLine
from supporters.models.campaigns import Campaign
from supporters.models.consent import ConsentRecord, ConsentWording
from supporters.models.desk import ExportLog, SupporterMerge
from supporters.models.letters import OutboxMail
from supporters.models.pages import ContributionPage, PresetAmount
from supporters.models.payments import Payment
from supporters.models.people import Supporter
from supporters.models.pledges import MoveRefused, Pledge, PledgeLog
from supporters.models.surroundings import Acquisition, Dedication, Recognition

__all__ = [
    "Acquisition",
    "Ask",
    "AskDaily",
    "AskVariant",
    "Campaign",
    "ConsentRecord",
    "ConsentWording",
    "ContributionPage",
    "Dedication",
    "ExportLog",
    "MoveRefused",
    "OutboxMail",
    "Payment",
    "Pledge",
    "PledgeLog",
    "PresetAmount",
    "Recognition",
    "Statement",
    "StatementLine",
    "Supporter",
    "SupporterMerge",
]
