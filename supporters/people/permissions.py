"""Who may do what at the supporter desk. Most rows are the ledger's: they are read, and an act writes them."""

from django.db.models import Q

from common.can import NOBODY, READ_ONLY, Reach, Right, declare, usual
from supporters.models import (
    Acquisition,
    Ask,
    AskVariant,
    Attention,
    BrakeChange,
    Campaign,
    ConsentRecord,
    ConsentWording,
    ContributionPage,
    Dedication,
    Dispute,
    ExportLog,
    MrrChange,
    OutboxMail,
    Payment,
    Pledge,
    PresetAmount,
    ProviderEvent,
    Recognition,
    Refund,
    StaffNote,
    StatementLine,
    Supporter,
    SupporterMerge,
)

RECORD_PAYMENT = Right("supporters.record_payment")


def _export(model):
    return Right("supporters.export_supporters", f"supporters.view_{model._meta.model_name}")


declare(
    Supporter,
    **usual(Supporter) | {"delete": NOBODY},
    export=_export(Supporter),
    merge=Right("supporters.add_supportermerge"),
)
declare(
    Pledge,
    **usual(Pledge) | READ_ONLY | {"add": (Right("supporters.add_pledge"),)},
    export=_export(Pledge),
    record_payment=RECORD_PAYMENT,
)
declare(
    Payment,
    **usual(Payment) | READ_ONLY,
    export=_export(Payment),
    resend_receipt=RECORD_PAYMENT,
    refund=Right("supporters.add_refund"),
)
declare(Attention, **usual(Attention) | READ_ONLY, settle=RECORD_PAYMENT)
declare(ProviderEvent, **usual(ProviderEvent) | READ_ONLY, replay=RECORD_PAYMENT)
declare(OutboxMail, **usual(OutboxMail) | READ_ONLY, resend=RECORD_PAYMENT)
declare(StatementLine, **usual(StatementLine) | READ_ONLY, match=Right("supporters.match_statementline"))
declare(BrakeChange, **usual(BrakeChange) | READ_ONLY, switch=Right("supporters.brake_cards"))
declare(StaffNote, **usual(StaffNote) | READ_ONLY, write=Right("supporters.add_staffnote"))
for model in (Acquisition, ConsentRecord, Dedication, Dispute, ExportLog, MrrChange, Refund, SupporterMerge):
    declare(model, **usual(model) | READ_ONLY)

for model in (AskVariant, Campaign, ContributionPage, PresetAmount):
    declare(model, **usual(model))
declare(Ask, **usual(Ask) | {"delete": NOBODY})
# People agreed to a wording as it stands, so it is added and never changed.
declare(ConsentWording, **usual(ConsentWording) | {"change": NOBODY, "delete": NOBODY})
# Whoever did not wish to be named is not in the list of those who did.
NAMED = Reach(
    lambda _, recognition: recognition.level != Recognition.Level.ANONYMOUS,
    lambda _: ~Q(level=Recognition.Level.ANONYMOUS),
)
declare(Recognition, **usual(Recognition, reach=NAMED) | {"add": NOBODY, "delete": NOBODY})
