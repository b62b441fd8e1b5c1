"""What can be known of the running paper: heartbeat, readiness, log lines, metrics, slow queries, a page of its state.

Comes in: requests, the worker's heartbeat, the machine. Way out: log lines, numbers and one page, never a change.
"""
