"""Public pages kept ready: where, until when, and never staler than what they were made of."""
