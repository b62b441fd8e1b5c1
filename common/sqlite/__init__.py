"""SQLite in a file, with connections that are kept between requests.

Comes in: the settings of a database. Way out: Django's own connections, which see when their file is gone.
"""
