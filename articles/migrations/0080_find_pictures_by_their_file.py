"""A rendition that is asked for finds its picture."""

from django.db import migrations, models

from common.add_index import AddIndexWhileWritten

CALLED = models.Func("file", template="SUBSTR(%(expressions)s, 18)", output_field=models.CharField())


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("articles", "0079_entry_moments")]
    operations = [
        AddIndexWhileWritten(model_name="picture", index=models.Index(CALLED, name="picture_called")),
    ]
