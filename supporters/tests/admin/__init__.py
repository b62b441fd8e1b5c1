"""The supporter desk's screens: who may see what, and what is done for people by hand."""
