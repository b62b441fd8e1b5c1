"""A picture on a page."""

from django import template

from articles.imaging.places import sizes_at

register = template.Library()
register.filter("picture_sizes", sizes_at)
