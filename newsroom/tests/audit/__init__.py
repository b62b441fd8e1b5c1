"""The audit log: what it holds of whom, its chain, who reads it."""
