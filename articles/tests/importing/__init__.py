"""Another paper's archive in: readers of each system, the plan, pictures, addresses, faults, undo."""
