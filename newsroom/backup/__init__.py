"""Copies of the whole paper: database, pictures and films, and the files that must hold without a database.

Comes in: a folder outside of DATA. Way out: a dated backup that was opened again, or a paper brought back from one.
"""
