"""Issues on their way: the schedule, mail servers, sending services, and what comes back."""
