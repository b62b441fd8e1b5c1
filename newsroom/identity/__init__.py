"""Who works at the desk: how they sign in, what they prove it with, from which browsers, and until when.

Comes in: a person at the desk's door, or an administrator. Way out: a session, a role, a letter.
"""
