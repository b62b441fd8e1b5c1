"""WordPress: exports in WXR 1.0 to 1.2, of any age.

Comes in: the file of Tools → Export. Way out: neutral parts. `wxr` reads the file, `story` decides what a post was,
`autop`, `shortcodes` and `blocks` make of its text what a reader saw.
"""
