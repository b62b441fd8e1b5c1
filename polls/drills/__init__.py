"""Attacks and benchmarks against the box, for commands and tests alone; nothing else imports them.

Comes in: a poll of a test. Way out: figures.
"""
