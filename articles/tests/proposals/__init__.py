"""Suggestions for a story's words: the pieces that a fork changes, and what is decided on each."""
