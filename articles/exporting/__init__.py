"""The way out: the public record as files that other systems read, whole, with nothing of supporters in it.

Comes in: editions, polls and corrections as readers have them. Way out: ninjs and WXR, media and a manifest.
"""
