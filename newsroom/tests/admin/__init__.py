"""The board of a front: arranged by buttons and in a browser, taken back, and by whom."""
