"""Running the paper: the supervisor of web server and worker, and the checks before they start.

Comes in: settings. Way out: processes that end together.
"""
