from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_add_fronts")]
    operations = [
        migrations.AddField(
            model_name="article",
            name="embargoed_until",
            field=models.DateTimeField(
                blank=True,
                help_text="In the paper’s time. Nothing of these words goes out before it, whoever asks.",
                null=True,
                verbose_name="embargoed until",
            ),
        ),
    ]
