"""What happened when, in the order in which it is written; a date is words, because not every date is a day."""

from articles.body.boxes import entries_box

KIND = entries_box("timeline", "Timeline")
