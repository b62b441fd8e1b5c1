"""Finding stories by their words: one table of checks for both databases, and questions with known answers."""
