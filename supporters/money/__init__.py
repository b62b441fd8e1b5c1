"""The ledger: sync with providers, receipts, refunds, bank statements, webhooks, checkout, reconcile.

Comes in: what a provider or the bank says. Way out: append-only rows, and a letter for each that is due one.
"""
