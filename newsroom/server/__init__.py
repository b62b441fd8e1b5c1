"""Running the paper: the checks before it starts, the supervisor of its processes, and the front door to readers.

Comes in: settings, then requests. Way out: processes that end together, and answers from the page cache, files, Django.
"""
