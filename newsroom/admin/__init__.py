"""Screens of the desk that belong to no one app: fronts, who works here, the audit log, own pages, what readers send.

Comes in: requests of the desk. Way out: arrangements, by articles.fronts; logins, by newsroom.identity;
pages, by newsroom.paper; answers to readers, by newsroom.correspondence.
"""

from newsroom.admin import audit, complaints, fronts, identity, letters, newsletters, own_pages, people, reader_lists

__all__ = ["audit", "complaints", "fronts", "identity", "letters", "newsletters", "own_pages", "people", "reader_lists"]
