"""What each machine of a paper keeps for itself, so that it can answer without the others, the database or the bucket.

Comes in: rows and the bucket. Way out: files in this machine's DATA, brought up to date within a second.
"""
