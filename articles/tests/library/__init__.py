"""Documents and sounds: what may come in, where each stands, and when it goes."""
