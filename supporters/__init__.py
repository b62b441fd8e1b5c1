"""Supporters: people, what they pledge, and the money that came.

Comes in: forms, webhooks of providers, bank files. Way out: a ledger, letters, reports. It knows no story and no poll.
"""
