"""The night screen: what needs a person now, what waits, what happens by the clock, and the day's figures."""
