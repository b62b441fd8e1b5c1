"""A card company that is not there: its pages, its documents and its webhooks, for the demo and for tests.

Comes in: what supporters.providers.sandbox asks. Way out: documents as a real provider would have them.
"""
