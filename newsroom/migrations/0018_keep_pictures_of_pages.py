"""Which pictures stand in the paper's own pages, so that the library keeps them."""

import django.db.models.deletion
from django.db import migrations, models

from articles.body.document import things_placed


def note_pictures(apps, schema_editor):
    """Of the pages that there are: few, and each with a handful of pictures."""
    page_picture, picture = apps.get_model("newsroom", "PagePicture"), apps.get_model("articles", "Picture")
    for page in apps.get_model("newsroom", "Page").objects.all():
        wanted = {thing.pk for thing in things_placed(page.body) if thing.kind == "picture"}
        rows = [page_picture(page=page, picture=found) for found in picture.objects.filter(pk__in=wanted)]
        page_picture.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0045_say_the_language_of_stories"),
        ("newsroom", "0017_add_letters_to_the_editor"),
    ]

    operations = [
        migrations.CreateModel(
            name="PagePicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pictures", to="newsroom.page"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="articles.picture"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("page", "picture"), name="picture_of_a_page_is_one"),
                ],
            },
        ),
        migrations.RunPython(note_pictures, migrations.RunPython.noop, elidable=True),
    ]
