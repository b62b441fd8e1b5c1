"""Rows that say what happened: they are added, and never changed or removed."""

from typing import NoReturn

from django.db import models


class LedgerIsAppendOnly(TypeError):
    """A row of the ledger was about to be changed or removed; write a new row that says what changed."""


class AppendOnlyQuerySet(models.QuerySet):
    """Whatever would change or remove a row raises LedgerIsAppendOnly."""

    def update(self, **fields) -> NoReturn:
        raise LedgerIsAppendOnly(self.model.__name__)

    def bulk_update(self, *args, **options) -> NoReturn:
        raise LedgerIsAppendOnly(self.model.__name__)

    def delete(self) -> NoReturn:
        raise LedgerIsAppendOnly(self.model.__name__)
