"""The supporter desk: people, pledges, money, consent and letters."""

from supporters.admin.letters import ConsentRecordAdmin, ConsentWordingAdmin, OutboxMailAdmin
from supporters.admin.pages import ContributionPageAdmin
from supporters.admin.payments import PaymentAdmin
from supporters.admin.people import SupporterAdmin
from supporters.admin.pledges import PledgeAdmin

__all__ = [
    "ConsentRecordAdmin",
    "ConsentWordingAdmin",
    "ContributionPageAdmin",
    "OutboxMailAdmin",
    "PaymentAdmin",
    "PledgeAdmin",
    "SupporterAdmin",
]
