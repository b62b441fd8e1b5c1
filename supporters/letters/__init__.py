"""What the paper writes to supporters: the queue, sending, notices, signed links, terms, alerts.

Comes in: a cause that happened. Way out: one letter a cause. It never touches money.
"""
