"""Fills an empty database with as many invented stories as one asks for, so that growth can be measured.

Comes in: how many. Way out: rows, written by the database itself. They are sound, but no act of the desk made them.
"""
