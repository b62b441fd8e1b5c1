"""Front pages: arranged by editors, filled with what is newest, each change logged.

Comes in: the board's form. Way out: arrangements, and the slots that a page draws.
"""
