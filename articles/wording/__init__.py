"""What becomes of words from one wording of a story to the next: where a passage stands now, what a fork changes.

Comes in: HTML of bodies, and passages as they were marked. Way out: their places, and pieces to take or to leave. No
database.
"""
