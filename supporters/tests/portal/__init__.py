"""The supporter's own page, the way in, and the year on one page."""
