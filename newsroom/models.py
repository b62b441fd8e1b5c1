"""The tables of the project's rooms, where Django looks for them."""

from newsroom.audit.models import AuditEntry
from newsroom.correspondence.letters import LetterToTheEditor
from newsroom.correspondence.models import ReportedMistake
from newsroom.dashboard.models import ShiftNote
from newsroom.events.models import Event
from newsroom.identity.link_letters import LinkLetter
from newsroom.identity.models import AuthenticatorApp, Passkey, RecoveryCode
from newsroom.identity.role_grants import RoleGrant
from newsroom.identity.sessions import StaffSession
from newsroom.newsletters.models import (
    BounceEvent,
    Delivery,
    DeliveryProblem,
    ImportLine,
    Issue,
    IssueBatch,
    IssueCorrection,
    IssueEvent,
    IssueOutcome,
    IssueRender,
    IssueSlot,
    IssueStory,
    LetterKey,
    LinkDay,
    ListImport,
    Newsletter,
    PushAlert,
    PushEndpoint,
    Subscription,
    Suppression,
)
from newsroom.paper.identity import Paper
from newsroom.paper.models import FormerAddress, Page, PagePicture

__all__ = [
    "AuditEntry",
    "AuthenticatorApp",
    "BounceEvent",
    "Delivery",
    "DeliveryProblem",
    "Event",
    "FormerAddress",
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
    "LetterToTheEditor",
    "LinkDay",
    "LinkLetter",
    "ListImport",
    "Newsletter",
    "Page",
    "PagePicture",
    "Paper",
    "PushAlert",
    "PushEndpoint",
    "Passkey",
    "RecoveryCode",
    "ReportedMistake",
    "RoleGrant",
    "ShiftNote",
    "StaffSession",
    "Subscription",
    "Suppression",
]
