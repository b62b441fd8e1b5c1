"""The supporter desk: people, pledges, money, consent and letters.

Comes in: requests of the desk. Way out: pages, and the acts of the rooms below.
"""

from supporters.admin.bank import StatementLineAdmin
from supporters.admin.campaigns import AskAdmin, CampaignAdmin
from supporters.admin.card_pause import BrakeChangeAdmin
from supporters.admin.letters import ConsentRecordAdmin, ConsentWordingAdmin, OutboxMailAdmin
from supporters.admin.merging import ExportLogAdmin, SupporterMergeAdmin
from supporters.admin.money import AttentionAdmin, DisputeAdmin, MrrChangeAdmin, ProviderEventAdmin, RefundAdmin
from supporters.admin.pages import ContributionPageAdmin
from supporters.admin.payments import PaymentAdmin
from supporters.admin.people import SupporterAdmin
from supporters.admin.pledges import PledgeAdmin
from supporters.admin.wall import RecognitionAdmin

__all__ = [
    "AskAdmin",
    "AttentionAdmin",
    "BrakeChangeAdmin",
    "CampaignAdmin",
    "ConsentRecordAdmin",
    "ConsentWordingAdmin",
    "ContributionPageAdmin",
    "DisputeAdmin",
    "ExportLogAdmin",
    "MrrChangeAdmin",
    "OutboxMailAdmin",
    "PaymentAdmin",
    "PledgeAdmin",
    "ProviderEventAdmin",
    "RecognitionAdmin",
    "RefundAdmin",
    "StatementLineAdmin",
    "SupporterAdmin",
    "SupporterMergeAdmin",
]
