"""What other sites say of their films, sounds and posts: asked once, kept, and looked for again each day.

Comes in: an address. Way out: a row with the card's words, and which live stories hold something that is gone.
"""
