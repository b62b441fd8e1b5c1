"""Agencies' items: fetched, read, put in order, folded, used in stories and followed to their end."""
