"""What may stand in a story, how it is cleaned and how it is drawn.

Comes in: HTML, and the objects that it places. Way out: clean HTML and blocks. It asks no database.
"""
