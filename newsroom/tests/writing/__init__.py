"""The page that a story is written on, in a real browser: typing, pasting, placing, and no word lost."""
