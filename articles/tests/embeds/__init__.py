"""Things of other sites in our stories, and our stories and films on other sites."""
