"""Faults, made on purpose while a paper is read: each prints what it measured against what is asked.

Comes in: a paper of invented stories on free ports. Way out: lines of figures, and whether they hold.
"""
