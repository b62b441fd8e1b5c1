"""What can be known of the running paper: readiness, log lines without secrets, numbers."""
