"""What may stand in a story: cleaned, drawn, marked, linked, and typed with the right signs."""
