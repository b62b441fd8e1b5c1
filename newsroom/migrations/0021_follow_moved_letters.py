"""Links of before a change of address are about the letter that goes to the new one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0020_add_newsletters'),
    ]

    operations = [
        migrations.AddField(
            model_name='subscription',
            name='moved_to',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='newsroom.subscription'),
        ),
    ]
