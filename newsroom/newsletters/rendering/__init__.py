"""The letter that an issue makes: what stands in it, its HTML, its plain text and its bytes.

Comes in: an issue and its places. Way out: HTML without scripts or pixels, text, bytes with gaps for recipients.
"""
