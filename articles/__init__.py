"""The desk and the public record: stories, their pictures, the fronts that show them.

Comes in: what editors write. Way out: editions, and the pages that readers open.
"""
