"""What comes back: reports of mail servers about letters that did not arrive, and readers' complaints.

Comes in: messages of a mailbox, answers of servers. Way out: one row for each, and suppressed addresses.
"""
