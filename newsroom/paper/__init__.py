"""What the paper says of itself: its own pages, what it is called and how it looks, and its first day.

Comes in: what administrators and editors-in-chief fill in. Way out: pages, a footer and files that anybody may cache.
"""
