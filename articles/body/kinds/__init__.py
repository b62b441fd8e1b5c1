"""The kinds of things that are written in a body and drawn as more than text: one module a kind, found by itself.

Comes in: an element, or a block, of that kind. Way out: HTML. A kind imports no model, because settings read it.
"""
