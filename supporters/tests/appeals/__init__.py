"""The words beside a story, their versions and campaigns, and what led to a pledge."""
