"""What holds of the whole house: its rules and contracts, what it runs on, how it is deployed, its tests."""
