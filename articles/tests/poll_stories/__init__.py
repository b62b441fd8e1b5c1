"""What stories know of polls: which part one plays, what is advised, drafts of results."""
