"""What partners' programs read of the public record, and how they are told what changed in it.

Comes in: a partner's token, or an event of publishing. Way out: JSON of live editions, and signed messages.
"""
