"""What readers send in: mistakes that they report.

Comes in: forms of public pages, by newsroom.urls. Way out: complaints of the news desk, and answers by mail.
"""
