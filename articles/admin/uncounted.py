"""A list that opens without being counted: it looks a little ahead, and says "more than" of what lies further."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

AHEAD = 10  # pages that can be seen from any page


class UncountedPaginator(Paginator):
    """Knows of as many rows as the pages that it offers need, never of all of them."""

    def __init__(self, *args, page=1, **options):
        super().__init__(*args, **options)
        self.horizon = (page + AHEAD) * self.per_page

    @cached_property
    def found(self):
        return len(self.object_list.order_by().values_list("pk")[: self.horizon + 1])

    @property
    def count(self):
        return min(self.found, self.horizon)

    @property
    def is_cut(self):
        """Whether there are more rows than it knows of."""
        return self.found > self.horizon


class UncountedList:
    show_full_result_count = False

    def get_paginator(self, request, queryset, per_page, orphans=0, allow_empty_first_page=True):
        asked = request.GET.get("p", "")
        page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
        return UncountedPaginator(queryset, per_page, orphans, allow_empty_first_page, page=page)
