"""The desk: stories, what they show, what they are filed under and what was put right."""

from articles.admin import (
    articles,
    breaking,
    complaints,
    corrections,
    diary,
    judgement,
    letters,
    pictures,
    series,
    subjects,
    videos,
)

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
