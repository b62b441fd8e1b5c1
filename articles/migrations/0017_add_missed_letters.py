from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_add_complaints")]
    operations = [
        migrations.AlterModelOptions(
            name="deskletter",
            options={
                "default_permissions": (),
                "permissions": [("resend_deskletter", "Can see letters to colleagues and send them again")],
                "verbose_name": "letter to a colleague",
                "verbose_name_plural": "letters to colleagues",
            },
        ),
        migrations.AddField(
            model_name="deskletter",
            name="missed_at",
            field=models.DateTimeField(null=True, verbose_name="given up"),
        ),
        migrations.AddField(
            model_name="deskletter",
            name="error",
            field=models.CharField(blank=True, max_length=200, verbose_name="last error"),
        ),
    ]
