"""Polls: questions to readers, secret ballots, and who may see which figure.

Comes in: a question of the desk, a reader's vote. Way out: a result. It knows no story.
"""
