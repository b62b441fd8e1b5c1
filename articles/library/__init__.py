"""The library of documents and sounds: what may come in, where each is used, what a story has to know of it.

Comes in: files and words from the desk. Way out: rows of documents and sounds, and the names of their files.
"""
