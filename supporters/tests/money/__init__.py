"""The ledger: amounts, cards, sync, receipts, refunds, bank statements, and that nothing happens twice."""
