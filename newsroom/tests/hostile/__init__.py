"""Whoever means harm: odd addresses, scripts in words, numbers without end, ways to another site."""
