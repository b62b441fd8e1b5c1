"""What is on in the town: concerts, meetings, markets, put in by the desk.

Comes in: the desk's screen of events. Way out: the page and the calendar for readers, a place in letters.
"""
