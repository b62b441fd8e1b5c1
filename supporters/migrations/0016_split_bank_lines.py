"""One line of the bank can be money for several pledges."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('supporters', '0015_take_each_bank_payment_once'),
    ]

    operations = [
        migrations.CreateModel(
            name='StatementLineShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='supporters.statementline', verbose_name='bank line')),
                ('payment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='statement_share', to='supporters.payment', verbose_name='payment')),
            ],
            options={
                'verbose_name': 'share of a bank line',
                'verbose_name_plural': 'shares of bank lines',
            },
        ),
    ]
