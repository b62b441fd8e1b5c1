"""The ballot box: tally, close, anonymise, remove votes, watch for anomalies.

Comes in: ballots. Way out: tallies that can be counted again.
"""
