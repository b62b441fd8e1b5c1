"""What letters won: readers, votes and support, and how many came back or left. Counts, and nobody's trail.

Comes in: arrivals by links that name an issue. Way out: figures for the desk.
"""
