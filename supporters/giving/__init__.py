"""The contribution form and all that leads from it to a pledge.

Comes in: a reader's form. Way out: a pledge and the way to pay it.
"""
