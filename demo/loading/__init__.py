"""Fills an empty database with the Courier: people, subjects, pictures, stories, fronts, polls, supporters.

Comes in: the files of demo/files/. Way out: rows, made by the same acts that the desk calls.
"""
