"""What partners' programs read, how they are told what changed, and partners at the desk."""
