"""The ground that every app stands on: money, dates, limits, text, files. It imports no app.

Comes in: plain values. Way out: plain values, or an error of its own.
"""
