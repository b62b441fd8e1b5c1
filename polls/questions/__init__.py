"""The words of a question: advice while it is written, and its fingerprint once votes are in.

Comes in: question and answers. Way out: advice in words, a digest.
"""
