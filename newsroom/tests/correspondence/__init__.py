"""What readers send in: mistakes that they report, and letters to the editor."""
