"""An issue on its way to being sent: its places and words, what fills them, what stops it, and which step follows.

Comes in: the desk's screens and the schedule. Way out: rows of issues, and what they make by `rendering`.
"""
