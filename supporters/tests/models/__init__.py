"""What the database itself refuses of supporters, pledges and payments, and which state may follow which."""
