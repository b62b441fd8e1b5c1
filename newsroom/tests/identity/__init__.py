"""Who works at the desk: signing in, factors, passwords, sessions, people who come and leave."""
