"""How dear a request is, beside the same bytes as a file and beside a bare Django view.

Comes in: sizes and databases. Way out: a table. Every figure is a ratio of CPU times taken in turns in one run.
"""
