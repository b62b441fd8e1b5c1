"""What readers open of polls: views, the answer to a vote, the card for other sites.

Comes in: a request. Way out: a page, by the policy of polls.results.
"""
