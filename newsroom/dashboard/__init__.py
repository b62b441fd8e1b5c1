"""The desk's first page: what needs a person now, what goes out by itself, the day's figures.

Comes in: who looks, and when. Way out: alerts and figures for that person alone.
"""
