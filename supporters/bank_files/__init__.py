"""A bank's file as the bank means it, in whichever format: bytes come in, statements with signed lines go out.

`reading.read_bank_file` is the way in. Each format has a reader that answers `base.Reader`: CSV, MT940, OFX, CAMT.053.
Nothing here knows the database or a pledge.
"""
