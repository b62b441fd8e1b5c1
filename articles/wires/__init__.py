"""Agencies' items on the desk: fetched, put in order, folded, made into drafts, and followed to their end.

Comes in: what sources send, and editors' acts. Way out: an inbox, drafts, and matters of stories made of items.
"""
