from articles.models.articles import Article, ArticlePlacement, Byline
from articles.models.breaking import BreakingBar
from articles.models.complaints import Complaint
from articles.models.corrections import Correction
from articles.models.desk import DeskLetter, SectionEditor, Stage, StageMove
from articles.models.diary import PlannedStory
from articles.models.drafts import DraftLink, DraftOpening
from articles.models.editions import Edition, EditionByline, EditionPlacement
from articles.models.fronts import Front, FrontArrangement, FrontSlot
from articles.models.judgement import HelpLine, WithheldName
from articles.models.keeping import Autosave, Presence
from articles.models.pictures import Picture
from articles.models.reading import ReadHour
from articles.models.results import ResultStory
from articles.models.series import Series, SeriesPart
from articles.models.subjects import Author, Section, Topic
from articles.models.takedowns import Takedown
from articles.models.videos import Video

__all__ = [
    "Article",
    "ArticlePlacement",
    "Author",
    "BreakingBar",
    "Autosave",
    "Byline",
    "Complaint",
    "Correction",
    "DeskLetter",
    "DraftLink",
    "DraftOpening",
    "Edition",
    "EditionByline",
    "EditionPlacement",
    "Front",
    "FrontArrangement",
    "FrontSlot",
    "HelpLine",
    "Picture",
    "PlannedStory",
    "Presence",
    "ReadHour",
    "ResultStory",
    "Section",
    "SectionEditor",
    "Series",
    "SeriesPart",
    "Stage",
    "StageMove",
    "Takedown",
    "Topic",
    "Video",
    "WithheldName",
]
