"""Rows that say what happened: they are added, and never changed or removed."""

from django.db import models


class LedgerIsAppendOnly(TypeError):
    """A row of the ledger was about to be changed or removed; write a new row that says what changed."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **fields):
        raise LedgerIsAppendOnly(self.model.__name__)

    def bulk_update(self, *args, **options):
        raise LedgerIsAppendOnly(self.model.__name__)

    def delete(self):
        raise LedgerIsAppendOnly(self.model.__name__)
