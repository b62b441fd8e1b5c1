"""Bring another paper's archive in: read it, plan, show what would come, bring it, and take it back as a whole.

Comes in: a file that another system exported, its folder of pictures, and what an editor decided. Way out: ordinary
articles with their editions, pictures and old addresses, and a report. `sources/` reads one system each and knows no
model of ours; `writing.py` alone writes stories.
"""
