"""The library of documents: what may come in, where each is used, what has to be known of it before a story goes out.

Comes in: files and words from the desk. Way out: rows of documents, and the names of their files.
"""
