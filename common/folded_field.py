"""A row's own words once more, folded: what the desk searches and what makes two names equal."""

from typing import Self

from django.db import models

from common.folding import fold, fold_html

AT_ONCE = 500


class FoldedField(models.TextField):
    """The folded words of other fields of the row, written whenever the row is.

    A save that names its fields names this one too. It is in no backup of words and no version: it can be made anew.
    To migrations it is a text field.
    """

    def __init__(self, *words, html=(), **options):
        self.words, self.html = words, html
        super().__init__(**({"editable": False, "default": "", "blank": True, "serialize": False} | options))

    def pre_save(self, instance, add) -> str:
        folded = self.folded(instance)
        setattr(instance, self.attname, folded)
        return folded

    def folded(self, instance: models.Model) -> str:
        """The words of this row; a line each, so that no phrase reaches from one field into the next."""
        return _folded(instance, self.words, self.html)

    def deconstruct(self) -> tuple[str, str, list, dict]:
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.TextField", arguments, options

    def clone(self) -> Self:
        _name, _path, _arguments, options = self.deconstruct()
        return type(self)(*self.words, html=self.html, **options)


def fold_rows(model: type[models.Model], *words: str, html=()) -> None:
    """Fill the field `folded` of the rows that there are, for a migration."""
    some = []
    for row in model._base_manager.only("pk", *words, *html).iterator(chunk_size=AT_ONCE):
        row.folded = _folded(row, words, html)
        some.append(row)
        if len(some) == AT_ONCE:
            model._base_manager.bulk_update(some, ["folded"])
            some = []
    model._base_manager.bulk_update(some, ["folded"])


def _folded(row, words, html):
    lines = [fold(getattr(row, name)) for name in words] + [fold_html(getattr(row, name)) for name in html]
    return "\n".join(filter(None, lines))
