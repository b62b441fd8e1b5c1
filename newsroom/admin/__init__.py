"""Screens of the desk that arrange pages made of several apps, and who works here.

Comes in: requests of the desk. Way out: arrangements, by articles.fronts; logins, by newsroom.identity.
"""

from newsroom.admin import fronts, people

__all__ = ["fronts", "people"]
