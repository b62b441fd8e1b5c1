"""The supporter's own page: signing in by a mailed link, payments, changes, the year's statement.

Comes in: a signed link or its cookie. Way out: one act of supporters.money or supporters.people.
"""
