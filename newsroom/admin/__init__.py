"""Screens of the desk that belong to no one app: fronts, letters, who works here, own pages …

Comes in: requests of the desk. Way out: arrangements, by articles.fronts; logins, by newsroom.identity;
pages, by newsroom.paper; answers to readers, by newsroom.correspondence.
"""

from newsroom.admin import (
    audit,
    complaints,
    events,
    fronts,
    identity,
    issues,
    letters,
    newsletters,
    own_pages,
    people,
    reader_lists,
)

__all__ = [
    "audit",
    "complaints",
    "events",
    "fronts",
    "identity",
    "issues",
    "letters",
    "newsletters",
    "own_pages",
    "people",
    "reader_lists",
]
