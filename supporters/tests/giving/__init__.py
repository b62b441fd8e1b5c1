"""The contribution form to the pledge, what comes with one, and when card payments are paused."""
