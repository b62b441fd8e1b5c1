"""When a story leaves the site is a fact of its own, which a change to the story does not wipe out."""

from django.db import migrations, models
from django.db.models import Exists, F, OuterRef
from django.utils import timezone


def tell_ends_from_changes(apps, schema_editor):
    """An end to come is an editor's wish, unless another edition of the story begins right then."""
    editions = apps.get_model("articles", "Edition").objects.using(schema_editor.connection.alias)
    change = editions.filter(article=OuterRef("article"), starts_at=OuterRef("ends_at"))
    editions.filter(~Exists(change), ends_at__gt=timezone.now()).update(leaves_at=F("ends_at"))


class Migration(migrations.Migration):
    dependencies = [("articles", '0024_add_subtitles_of_films')]
    operations = [
        migrations.AddField(
            "edition", "leaves_at", models.DateTimeField("leaves the site", null=True)
        ),
        migrations.RunPython(tell_ends_from_changes, migrations.RunPython.noop),
    ]
