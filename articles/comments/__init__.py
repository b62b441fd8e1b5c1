"""What the desk says to one another beside the words of a draft: threads on marked passages, and who is asked.

Comes in: a story, a passage and a comment. Way out: rows, places for each saved version, letters to who is named.
"""
