"""Moments in templates as `common.dates` words them: the zone also in the hour that a clock change repeats."""

from django import template

from common.dates import in_words

register = template.Library()
register.filter("in_words", in_words)
