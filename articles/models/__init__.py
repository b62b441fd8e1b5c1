"""The tables of stories and of what they show, and what one row or many know of themselves.

Comes in: rows. Way out: facts of a row, and querysets. What changes several tables is an act of a room above.
"""

from articles.models.articles import Article, ArticlePlacement, Byline
from articles.models.breaking import BreakingBar
from articles.models.comments import CommentAnchors, CommentMention, CommentReply, CommentThread
from articles.models.complaints import Complaint
from articles.models.corrections import Correction
from articles.models.diary import PlannedStory
from articles.models.drafts import DraftLink, DraftOpening
from articles.models.editing import Autosave, Presence
from articles.models.editions import Edition, EditionByline, EditionPlacement, parts_of
from articles.models.embeds import Embed
from articles.models.events import EventsNoted, StoryEvent
from articles.models.fronts import Front, FrontArrangement, FrontSlot
from articles.models.house_style import HouseAnswer, HouseRule
from articles.models.importing import ImportRow, ImportRun, SourceKey
from articles.models.library import Document, Sound
from articles.models.listings import AuthorListing, TopicListing
from articles.models.months import MonthChange
from articles.models.partners import Partner, PartnerTake, Webhook, WebhookDelivery
from articles.models.pictures import Picture
from articles.models.proposals import Proposal
from articles.models.read_counts import MostRead, ReadHour, ReadMark, ReadToday, ReadTotal
from articles.models.ready import ReadyCard, ReadyPage
from articles.models.redirects import PathRedirect
from articles.models.result_stories import ResultStory
from articles.models.running import (
    Entry,
    EntryEdition,
    EntryEditionPlacement,
    EntryPlacement,
    EntryStage,
    EntryTakedown,
    RunningStory,
)
from articles.models.search import SearchEntry, SearchPassage, SearchSlip, SearchWord
from articles.models.sensitivity import HelpLine, WithheldName
from articles.models.series import Series, SeriesPart
from articles.models.subjects import Author, Section, Topic
from articles.models.takedowns import Takedown
from articles.models.translations import Translation
from articles.models.videos import Subtitles, Video
from articles.models.wire_uses import WireUse
from articles.models.wires import WireItem, WireShingle, WireSource, WireVersion
from articles.models.workflow import DeskLetter, SectionEditor, Stage, StageMove

__all__ = [
    "Article",
    "ArticlePlacement",
    "Author",
    "AuthorListing",
    "Autosave",
    "BreakingBar",
    "Byline",
    "CommentAnchors",
    "CommentMention",
    "CommentReply",
    "CommentThread",
    "Complaint",
    "Correction",
    "DeskLetter",
    "Document",
    "DraftLink",
    "DraftOpening",
    "Edition",
    "EditionByline",
    "EditionPlacement",
    "Embed",
    "Entry",
    "EntryEdition",
    "EntryEditionPlacement",
    "EntryPlacement",
    "EntryStage",
    "EntryTakedown",
    "EventsNoted",
    "Front",
    "FrontArrangement",
    "FrontSlot",
    "HelpLine",
    "HouseAnswer",
    "HouseRule",
    "ImportRow",
    "ImportRun",
    "MonthChange",
    "MostRead",
    "PathRedirect",
    "Partner",
    "PartnerTake",
    "Picture",
    "PlannedStory",
    "Presence",
    "Proposal",
    "ReadHour",
    "ReadMark",
    "ReadToday",
    "ReadTotal",
    "ReadyCard",
    "ReadyPage",
    "ResultStory",
    "RunningStory",
    "SearchEntry",
    "SearchPassage",
    "SearchSlip",
    "SearchWord",
    "Section",
    "SectionEditor",
    "Series",
    "SeriesPart",
    "SourceKey",
    "Sound",
    "Stage",
    "StageMove",
    "StoryEvent",
    "Subtitles",
    "Takedown",
    "Topic",
    "TopicListing",
    "Translation",
    "Video",
    "Webhook",
    "WebhookDelivery",
    "WireItem",
    "WireShingle",
    "WireSource",
    "WireUse",
    "WireVersion",
    "WithheldName",
    "parts_of",
]
