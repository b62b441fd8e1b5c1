"""The desk's one screen for a running story: a field on top, its entries below, what waits for an editor beside them.

Comes in: requests of the desk. Way out: pages, pieces of pages, and the acts of `articles/running/`.
"""
