"""The desk: stories, what they show, what they are filed under and what was put right."""

from articles.admin import breaking, complaints, corrections, diary, judgement, letters, series, subjects
from articles.admin.pictures import admin as pictures
from articles.admin.pictures import videos
from articles.admin.story import admin as articles

__all__ = [
    "articles",
    "breaking",
    "complaints",
    "corrections",
    "diary",
    "judgement",
    "letters",
    "pictures",
    "series",
    "subjects",
    "videos",
]
