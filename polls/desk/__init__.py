"""What editors do with a poll besides writing it: audit log, corrected wording, breakdown.

Comes in: a poll and who asks. Way out: rows of the log, figures for the screen.
"""
