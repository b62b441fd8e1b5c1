"""One reader a format. Comes in: the bytes of a message. Way out: what it tells, in one neutral form."""
