"""What readers and machines open of stories: pages, lists, feeds, linked data, most read."""
