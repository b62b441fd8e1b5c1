"""What a request may ask of the database, and what it is answered when the database cannot be had.

Comes in: requests and whatever the database raised. Way out: bounded waits, and a page that says what happened.
"""
