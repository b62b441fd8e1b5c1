"""The desk's search: a word is found however it was typed, and never by the name of a tag."""

from django.db.models import QuerySet

from common.folding import fold


class FoldedSearch:
    """Folds what is searched for. Every field that it looks into holds folded words, or plain ones without accents."""

    def get_search_results(self, request, queryset, search_term) -> tuple[QuerySet, bool]:
        return super().get_search_results(request, queryset, fold(search_term))
