"""Find stories by their words: how words are folded, what publishing indexes, how a question is read and answered.

Comes in: an edition that publishing composed, or what a reader typed. Way out: ids of live editions, the best or the
newest first, and what may have been meant.
"""
