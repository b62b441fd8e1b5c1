"""The desk's first page, what one shift leaves to the next, and how the paper is running."""
