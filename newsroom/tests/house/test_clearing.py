"""Whatever test commits, the next one of its worker finds the database that the migrations left."""

import pytest
from django.db import connection
from django.test import TransactionTestCase

from articles.models import Section
from common.audit_triggers import drop, missing
from newsroom.audit.models import AuditEntry
from newsroom.audit.tables import AUDITED
from supporters.models import ContributionPage


@pytest.mark.django_db(transaction=True)
def test_rows_of_migrations_and_triggers_come_back_and_rows_of_tests_go():
    Section.objects.create(name="Committed", slug="committed")
    ContributionPage.objects.all().delete()
    drop(connection)

    TransactionTestCase()._fixture_teardown()

    assert ContributionPage.objects.filter(is_default=True).exists()
    assert not Section.objects.exists()
    assert missing(connection, AUDITED) == []
    assert not AuditEntry.objects.exists()
