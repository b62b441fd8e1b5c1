"""The desk's screens of stories: lists, the form and its parts, what is chosen on them, the preview."""
