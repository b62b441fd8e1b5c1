"""The paper's own way of writing, held against a story's words.

Comes in: a body and the rules. Way out: what the checklist says of each match, and what the writer answered.
"""
