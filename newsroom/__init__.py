"""The project: settings, addresses, roles, and the pages and screens made of several apps.

Comes in: requests. Way out: answers. No app imports it.
"""
