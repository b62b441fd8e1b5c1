"""Which editions of entries an import brought."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0067_add_suggestions")]
    operations = [
        migrations.AddField(
            model_name="entryedition",
            name="run",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.importrun",
            ),
        ),
    ]
