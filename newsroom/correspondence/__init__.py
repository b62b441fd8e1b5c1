"""What readers send in: mistakes that they report, letters to the editor.

Comes in: forms of public pages, by newsroom.urls. Way out: complaints of the news desk, draft stories, answers by mail.
"""
