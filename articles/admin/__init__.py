"""The desk: stories, what they show, what they are filed under and what was put right.

Comes in: requests of the desk. Way out: pages, and the acts of the rooms below.
"""

from articles.admin import (
    breaking,
    complaints,
    corrections,
    diary,
    house_style,
    importing,
    library,
    notifications,
    old_addresses,
    partners,
    sensitivity,
    series,
    subjects,
    wires,
)
from articles.admin.pictures import admin as picture_admin
from articles.admin.pictures import videos
from articles.admin.story import admin as story_admin

__all__ = [
    "story_admin",
    "breaking",
    "complaints",
    "corrections",
    "diary",
    "library",
    "house_style",
    "importing",
    "sensitivity",
    "notifications",
    "old_addresses",
    "partners",
    "picture_admin",
    "series",
    "subjects",
    "videos",
    "wires",
]
