"""The worker and its schedule: tasks that were lost or moved, reminders, what is counted by itself."""
