"""Stories told in entries: written, published, put right and found, by several people at once."""
