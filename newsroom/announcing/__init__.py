"""Telling hubs of feeds (WebSub) and search engines (IndexNow) what came, changed or went.

Comes in: the numbers that public changes move. Way out: tasks of the worker, each told until it is taken.
"""
