"""The outbox, signed links, the newsletter, and the words of a promise."""
