"""Ghost: exports of versions 5 and 6.

Comes in: the JSON of Settings → Export. Way out: neutral parts. `tables` streams the file, `story` decides what a post
was, `text` makes of its cards what a reader saw and cuts out what only some could read.
"""
