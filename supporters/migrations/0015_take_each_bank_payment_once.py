"""The database itself refuses a second line for one payment. The old key, made of a layout's words, goes."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('supporters', '0014_add_identity_of_bank_lines'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='statementline',
            name='key',
        ),
        migrations.AlterField(
            model_name='statementline',
            name='state',
            field=models.CharField(choices=[('open', 'Whose is it?'), ('recorded', 'Recorded'), ('aside', 'Set aside'), ('same', 'The same as another')], default='open', max_length=10, verbose_name='state'),
        ),
        migrations.AddConstraint(
            model_name='statementline',
            constraint=models.UniqueConstraint(fields=('account', 'day', 'amount', 'currency', 'identity', 'position'), name='statement_line_once'),
        ),
        migrations.AddConstraint(
            model_name='statementline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'same'), _negated=True), ('may_be__isnull', False), _connector='OR'), name='statement_line_same_says_as_which'),
        ),
    ]
