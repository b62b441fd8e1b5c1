"""Who may do what with a story, the stages that it goes through, and who is told of it.

Comes in: a user and a story. Way out: yes or no, a stage moved, a letter in the outbox.
"""
