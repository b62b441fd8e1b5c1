"""The story form and everything that keeps words safe: autosave, presence, conflicts, snapshots, bin.

Comes in: what an editor typed. Way out: the article as the desk has it. Nothing here reaches readers.
"""
