"""The desk's list and form of stories, and each screen that opens from them.

Comes in: a request of an editor. Way out: one act of articles.publishing, articles.editing or articles.workflow.
"""
