"""The key points of a story, for those who have a minute."""

from articles.body.boxes import text_box

KIND = text_box("points", "KeyPoints")
