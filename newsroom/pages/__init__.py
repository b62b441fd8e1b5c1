"""Pages made of several apps: front, sitemaps, text edition, errors, and what every page is given.

Comes in: a request. Way out: a page that anybody may cache.
"""
