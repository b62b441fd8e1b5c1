"""The appeal beside a story: its variants, and which story or link led to a pledge.

Comes in: a story or an address. Way out: the words to show, the acquisition to keep.
"""
