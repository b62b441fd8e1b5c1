"""Picture files: whether one may come in, what it says of itself, the sizes that pages show.

Comes in: a file. Way out: a checked file, its metadata, its renditions. It asks no database.
"""
