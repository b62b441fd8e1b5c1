"""The desk's pages say "stories"; so do its menu and its labels."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0082_touched_imports")]
    operations = [
        migrations.AlterModelOptions(
            "article",
            {
                "permissions": [
                    ("publish_article", "Can publish, schedule and update articles"),
                    ("withdraw_article", "Can withdraw articles"),
                    ("take_down_article", "Can take articles down for legal reasons, and lift that"),
                    ("review_article", "Can review articles and say that they are ready"),
                    ("pass_legal_article", "Can pass articles that need the lawyer"),
                    ("lift_embargo_article", "Can lift or move embargoes"),
                    ("lift_protected_identity_article", "Can take off the flag of protected identity"),
                    ("lift_abuse_or_suicide_article", "Can take off the flag of abuse or suicide"),
                    ("lift_election_article", "Can take off the flag of an election"),
                    ("suggest_article", "Can suggest other words for articles"),
                    ("assign_article", "Can assign articles"),
                    ("destroy_article", "Can destroy binned articles that were never published"),
                    ("reach_every_article", "Holds these rights over the articles of every section"),
                ],
                "verbose_name": "story",
                "verbose_name_plural": "stories",
            },
        ),
        migrations.AlterField(
            "correction",
            "article",
            models.ForeignKey(
                "articles.Article",
                django.db.models.deletion.PROTECT,
                related_name="corrections",
                verbose_name="story",
            ),
        ),
        migrations.AlterField(
            "resultstory",
            "article",
            models.ForeignKey(
                "articles.Article",
                django.db.models.deletion.SET_NULL,
                null=True,
                related_name="result_stories",
                verbose_name="story",
            ),
        ),
        migrations.AlterField(
            "withheldname",
            "article",
            models.ForeignKey(
                "articles.Article",
                django.db.models.deletion.CASCADE,
                related_name="withheld_names",
                verbose_name="story",
            ),
        ),
    ]
