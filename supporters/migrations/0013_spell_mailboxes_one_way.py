from django.db import migrations
from django.db.models import Q

from common.mailbox import canonical_mailbox


def spell_one_way(apps, schema_editor):
    """An address whose other spelling is a second supporter stays: the desk merges people, not a migration."""
    supporters = apps.get_model("supporters", "Supporter")
    for supporter in supporters.objects.filter(Q(email__contains="@xn--") | Q(email__contains=".xn--")):
        canonical = canonical_mailbox(supporter.email)
        if not supporters.objects.filter(email__iexact=canonical).exclude(pk=supporter.pk).exists():
            supporters.objects.filter(pk=supporter.pk).update(email=canonical)


class Migration(migrations.Migration):

    dependencies = [
        ("supporters", "0012_fold_words_for_search"),
    ]

    operations = [
        migrations.RunPython(spell_one_way, migrations.RunPython.noop, elidable=True),
    ]
