"""A list that opens without being counted: it looks a little ahead, and says "more than" of what lies further."""

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property

AHEAD = 10  # pages that can be seen from any page


class UncountedPaginator(Paginator):
    """Knows of as many rows as the pages that it offers need, never of all of them."""

    def __init__(self, *args, page=1, **options):
        super().__init__(*args, **options)
        self.horizon = (page + AHEAD) * self.per_page

    @cached_property
    def found(self) -> list[int]:
        return list(self.object_list.order_by().values_list("pk", flat=True)[: self.horizon + 1])

    @property
    def count(self) -> int:
        return min(len(self.found), self.horizon)

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than it knows of."""
        return len(self.found) > self.horizon

    def page(self, number) -> Page:
        """What was looked for once in the whole table is not looked for again."""
        if not self.is_cut:
            self.object_list = self.object_list.filter(pk__in=self.found)
        return super().page(number)


class UncountedChangeList(ChangeList):
    def get_results(self, request) -> None:
        super().get_results(request)
        if not self.multi_page:
            self.result_list = self.result_list.filter(pk__in=self.paginator.found)
