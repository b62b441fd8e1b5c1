"""Stories told in entries, written by several people at once: begin, write, publish, put right, withdraw, end.

Comes in: a story or an entry and who asks. Way out: entries, their editions and ends, or CannotPublish.
"""
