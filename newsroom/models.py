"""The tables of the project's rooms, where Django looks for them."""

from newsroom.identity.sessions import StaffSession

__all__ = ["StaffSession"]
