"""Lists of readers: those of another program brought in with their proof, taken back, and ours given out.

Comes in: a file from the desk. Way out: consents and subscriptions of readers, what became of each line, a file.
"""
