"""Who may see which figure of a poll, and how it is worded: one policy for every outlet.

Comes in: a poll and who asks. Way out: the figures to show, or none.
"""
