"""What files beside pictures say of themselves, read within bounds. No database.

Comes in: an open file. Way out: plain facts, or a refusal that says what to do.
"""
