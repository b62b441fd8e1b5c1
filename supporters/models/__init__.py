"""The tables of people, pledges, payments and letters, and what one row or many know of themselves.

Comes in: rows. Way out: facts of a row, and querysets. The ledger's rows are added, never changed.
"""

from supporters.models.acquisition import Acquisition
from supporters.models.audit import BrakeChange, ExportLog, StaffNote, SupporterMerge
from supporters.models.bank import BankLayout, Statement, StatementLine, StatementLineShare
from supporters.models.campaigns import Campaign
from supporters.models.consent import ConsentRecord, ConsentWording
from supporters.models.events import Attention, Heartbeat, ProviderEvent
from supporters.models.letters import OutboxMail
from supporters.models.mrr import MrrChange
from supporters.models.pages import ContributionPage, PresetAmount
from supporters.models.payments import Payment
from supporters.models.people import Supporter
from supporters.models.pledges import MoveRefused, Pledge, PledgeLog
from supporters.models.recognition import Dedication, Recognition
from supporters.models.refunds import Dispute, Refund
from supporters.models.sandbox import SandboxAccount
from supporters.models.variants import Ask, AskDaily, AskVariant

__all__ = [
    "Acquisition",
    "Ask",
    "AskDaily",
    "AskVariant",
    "Attention",
    "BankLayout",
    "BrakeChange",
    "Campaign",
    "ConsentRecord",
    "ConsentWording",
    "ContributionPage",
    "Dedication",
    "Dispute",
    "ExportLog",
    "Heartbeat",
    "MoveRefused",
    "MrrChange",
    "OutboxMail",
    "Payment",
    "Pledge",
    "PledgeLog",
    "PresetAmount",
    "ProviderEvent",
    "Recognition",
    "Refund",
    "SandboxAccount",
    "StaffNote",
    "Statement",
    "StatementLine",
    "StatementLineShare",
    "Supporter",
    "SupporterMerge",
]
