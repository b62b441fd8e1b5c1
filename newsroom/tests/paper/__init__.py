"""What the paper says of itself: its own pages, its name and look, its area, its first day."""
