"""What stories know of polls: advice beside one, a drafted story of its result, where it stands.

Comes in: an article or a poll. Way out: advice, a draft, the list of stories that show a poll.
"""
