"""A fact box: what a reader may want to know beside the story, under a heading."""

from articles.body.boxes import text_box

KIND = text_box("facts", "FactBox")
