"""The public record: publish, schedule, withdraw, take down, correct, share a draft.

Comes in: an article and who asks. Way out: editions and their ends, or CannotPublish with its reasons.
"""
