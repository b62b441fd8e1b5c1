"""Figures from the ledger: timeline, trends, what stories won.

Comes in: a period or a pledge. Way out: dataclasses for the desk. Nothing here writes.
"""
