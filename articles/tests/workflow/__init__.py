"""Who may do what at the news desk, stages and what they wait for, notifications."""
