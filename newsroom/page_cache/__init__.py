"""Public pages, kept ready to be sent until what they are made of changes.

Comes in: an address that may be kept, and the page that Django drew for it. Way out: its bytes, known to be current.
"""
