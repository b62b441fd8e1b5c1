"""The sitemap knows when each month changed last, instead of asking every story for its month."""

from django.db import migrations, models
from django.db.models import F, Max, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from common.dates import month_of


def derive_months(apps, schema_editor):
    alias, now = schema_editor.connection.alias, timezone.now()
    editions = apps.get_model("articles", "Edition").objects.using(alias).filter(starts_at__lte=now)
    scheduled = apps.get_model("articles", "Edition").objects.using(alias).filter(starts_at__gt=now)
    months = editions.annotate(month=TruncMonth("first_published_at")).values("month").order_by()
    changes = set(months.annotate(changed=Max("updated_at")).values_list("month", "changed"))
    changes |= set(scheduled.values_list("first_published_at", "updated_at"))
    MonthChange = apps.get_model("articles", "MonthChange")
    rows = []
    for moment, changed_at in changes:
        begins_at, ends_at = month_of(moment)
        rows.append(MonthChange(begins_at=begins_at, ends_at=ends_at, changed_at=changed_at))
    MonthChange.objects.using(alias).bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("articles", "0029_share_the_outbox")]
    operations = [
        migrations.CreateModel(
            "MonthChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("begins_at", "changed_at"), name="month_change_once"),
                    models.CheckConstraint(
                        condition=Q(ends_at__gt=F("begins_at")), name="month_ends_after_it_begins"
                    ),
                ],
            },
        ),
        migrations.RunPython(derive_months, migrations.RunPython.noop),
    ]
