"""The whole desk at once: every address as every role, every screen, every field, and what none reaches."""
