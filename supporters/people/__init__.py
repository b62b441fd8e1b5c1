"""Duties towards a supporter as a person: erase, merge, retention, exports.

Comes in: a supporter and who asks. Way out: rows blanked or joined, a file, a line in the log.
"""
