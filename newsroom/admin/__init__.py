"""Screens of the desk that arrange pages made of several apps.

Comes in: requests of the desk. Way out: arrangements, by the acts of articles.fronts.
"""

from newsroom.admin import fronts

__all__ = ["fronts"]
