"""Screens of the desk that belong to no one app: fronts, who works here, the audit log, own pages.

Comes in: requests of the desk. Way out: arrangements, by articles.fronts; logins, by newsroom.identity;
pages, by newsroom.paper.
"""

from newsroom.admin import audit, fronts, identity, own_pages, people

__all__ = ["audit", "fronts", "identity", "own_pages", "people"]
