"""Each bank line that waits is a matter for the desk, and one that was set aside says why."""

import django.db.models.deletion
from django.db import migrations, models


def explain_earlier_ones(apps, schema_editor):
    lines = apps.get_model("supporters", "StatementLine").objects
    lines.filter(state="aside").update(reason="set aside before reasons were asked for")


def list_waiting_lines(apps, schema_editor):
    attention = apps.get_model("supporters", "Attention")
    for line in apps.get_model("supporters", "StatementLine").objects.filter(state="open").order_by("day", "pk"):
        text = f"{line.currency} {line.amount // 100}.{line.amount % 100:02} of {line.day} has no pledge yet."
        attention.objects.create(kind="bank_line", cause_key=f"bank-line:{line.pk}", line=line, text=text)


def forget_lines(apps, schema_editor):
    apps.get_model("supporters", "Attention").objects.exclude(line=None).delete()


class Migration(migrations.Migration):
    dependencies = [("supporters", "0007_own_page_and_append_only_logs")]
    operations = [
        migrations.AddField(
            model_name="attention",
            name="line",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attention",
                to="supporters.statementline",
                verbose_name="bank line",
            ),
        ),
        migrations.AddField(
            model_name="statementline",
            name="reason",
            field=models.CharField(blank=True, max_length=120, verbose_name="why it is no support"),
        ),
        migrations.RunPython(explain_earlier_ones, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="statementline",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "aside"), _negated=True) | models.Q(("reason", ""), _negated=True),
                name="statement_line_set_aside_says_why",
            ),
        ),
        migrations.RunPython(list_waiting_lines, forget_lines, elidable=True),
    ]
