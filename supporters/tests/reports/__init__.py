"""Figures, trends, and what happened with a supporter, with the desk's notes in it."""
