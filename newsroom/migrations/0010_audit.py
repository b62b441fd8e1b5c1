"""The audit log: rows that the database adds and never changes. All columns but two are read from the sealed line."""

from django.db import migrations, models

from common.append_only import keep_rows
from newsroom.audit.models import OfLine


def of_line(name, length):
    return models.GeneratedField(
        expression=OfLine(models.F("line"), name=name),
        output_field=models.CharField(max_length=length, null=True),
        db_persist=True,
    )


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0009_add_letters_with_links")]

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("line", models.TextField()),
                ("at", of_line("at", 27)),
                ("who", of_line("who", 150)),
                ("action", of_line("action", 20)),
                ("table", of_line("table", 63)),
                ("object", of_line("object", 64)),
            ],
            options={
                "verbose_name": "entry of the audit log",
                "verbose_name_plural": "audit log",
                "db_table": "newsroom_audit",
                "default_permissions": ["view"],
                "indexes": [
                    models.Index(fields=["at"], name="audit_at"),
                    models.Index(fields=["who", "id"], name="audit_who"),
                    models.Index(fields=["action", "id"], name="audit_action"),
                    models.Index(fields=["table", "id"], name="audit_table"),
                    models.Index(fields=["table", "object", "id"], name="audit_object"),
                ],
            },
        ),
        keep_rows("newsroom_audit", columns=["id", "line"]),
    ]
