"""One reader a source behind the interface of `articles.importing.source`; `registry.py` lists them.

Comes in: the files of an export. Way out: the neutral parts of `articles.importing.items`.
"""
