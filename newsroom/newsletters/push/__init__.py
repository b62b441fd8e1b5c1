"""Alerts in the browser (Web Push): who wants them, sealed so that the push service reads nothing, sent by the worker.

Comes in: a browser's own address at its push service, and an alert from a story. Way out: the outbound gate.
"""
