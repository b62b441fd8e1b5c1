"""Screens of the desk that arrange pages made of several apps."""

from newsroom.admin import fronts

__all__ = ["fronts"]
