"""The Saltmere Courier: a newspaper that never was, complete, to try everything with.

Comes in: the texts, pictures and films under files/. Way out: an empty database filled. Nothing but tests imports it.
"""
