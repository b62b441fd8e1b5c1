"""One reader's vote: the form, the cookie, the limits, casting it, changing it.

Comes in: a reader's form. Way out: a ballot and a receipt, or why not.
"""
