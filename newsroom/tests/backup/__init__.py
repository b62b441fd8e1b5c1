"""Backing up while the paper is served, on both databases, and restoring."""
