"""A story told in entries, as readers have it: on the story's page, on pages of older entries, by fetch, in a feed.

Comes in: a live story. Way out: its live entries, drawn; what is not live is nowhere.
"""
