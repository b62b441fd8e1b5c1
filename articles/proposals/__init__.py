"""Suggestions: changes to a story's words that wait for somebody who may make them.

Comes in: a second body of a story, and what is decided on its pieces. Way out: the story saved with what was accepted.
"""
