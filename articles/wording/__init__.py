"""What becomes of words from one wording of a story to the next: where a passage stands now. No database.

Comes in: HTML of bodies, and passages as they were marked. Way out: their places, or that they are lost.
"""
