"""The commands that fill, serve and photograph the Courier.

Comes in: DEMO=1 and a command line. Way out: demo/loading/ fills the database, `serve` shows it.
"""
