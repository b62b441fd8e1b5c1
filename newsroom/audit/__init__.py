"""The audit log: who did what at the desk, in rows that are only ever added, each sealed with the one before.

Comes in: changes, by the triggers of `common/audit_triggers.py`, and notes. Way out: a screen, a file, a verdict.
"""
