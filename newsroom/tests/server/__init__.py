"""The front door and what stands behind it: HTTP, settings, preflight, supervisor."""
