"""The desk's screens of the library: pictures, bulk upload, films.

Comes in: a request of the picture desk. Way out: forms of articles.pictures.
"""
