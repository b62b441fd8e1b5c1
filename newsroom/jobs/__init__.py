"""Periodic work of the whole paper: one schedule, and the acts that join several apps.

Comes in: the clock. Way out: acts of the apps, each done once a period by whichever worker is first.
"""
