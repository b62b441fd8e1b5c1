"""Questions and their answers."""

from articles.body.boxes import entries_box

KIND = entries_box("questions", "Questions")
