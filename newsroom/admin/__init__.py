"""Screens of the desk that belong to no one app: fronts, who works here, the audit log.

Comes in: requests of the desk. Way out: arrangements, by articles.fronts; logins, by newsroom.identity.
"""

from newsroom.admin import audit, fronts, people

__all__ = ["audit", "fronts", "people"]
