"""A payment is known by its account, day, amount, identity and place among equals, whatever the layout of its file."""

from collections import Counter

import django.db.models.deletion
from django.db import migrations, models

from supporters.bank_files.base import account_key
from supporters.bank_files.likeness import identity_of


def identify(apps, schema_editor):
    """What was erased has no words any more: its old key goes on telling it from all others."""
    line_model, page_model = (apps.get_model("supporters", name) for name in ("StatementLine", "ContributionPage"))
    page = page_model.objects.filter(is_default=True).first()
    account = account_key(page.account_number) if page and page.account_number else ""
    seen = Counter()
    rows = list(line_model.objects.order_by("day", "pk"))
    for row in rows:
        row.account = account
        row.identity = identity_of(row.words) if row.words else row.key
        seen[row.day, row.amount, row.currency, row.identity] += 1
        row.position = seen[row.day, row.amount, row.currency, row.identity]
    line_model.objects.bulk_update(rows, ["account", "identity", "position"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('supporters', '0013_spell_mailboxes_one_way'),
    ]

    operations = [
        migrations.AddField(
            model_name='statementline',
            name='account',
            field=models.CharField(blank=True, max_length=34, verbose_name='account'),
        ),
        migrations.AddField(
            model_name='statementline',
            name='identity',
            field=models.CharField(default='', editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='statementline',
            name='position',
            field=models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='place among equal lines of the day'),
        ),
        migrations.AddField(
            model_name='statementline',
            name='may_be',
            field=models.ForeignKey(blank=True, help_text='Another file told of this day and amount in other words.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='may_be_again', to='supporters.statementline', verbose_name='may be the same as'),
        ),
        migrations.RunPython(identify, migrations.RunPython.noop),
    ]
