"""The library of pictures and films: its forms, checks, rights, usage and bulk upload.

Comes in: files and words from the desk. Way out: rows of pictures and films, and where each is used.
"""
