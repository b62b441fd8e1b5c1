"""What is known and what is not: two lists side by side."""

from articles.body.boxes import entries_box

KIND = entries_box("known", "KnownUnknown", exactly=2)
