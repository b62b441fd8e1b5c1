"""What readers open of stories: views, the story page, feeds, structured data, most read, series.

Comes in: a request. Way out: a page made of live editions alone.
"""
