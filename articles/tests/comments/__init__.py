"""Comments beside the words of a draft, and how the passages that they mark are found again."""
