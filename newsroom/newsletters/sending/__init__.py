"""Issues on their way out: written down for good, their recipients chosen, sent in batches, held, stopped.

Comes in: the desk's buttons and the schedule. Way out: mail, by the paper's mail server; a row for each recipient.
"""
