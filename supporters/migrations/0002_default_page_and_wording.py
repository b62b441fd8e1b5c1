"""What a new paper starts with: a page with amounts, and the words beside the newsletter box."""

from django.conf import settings
from django.db import migrations

PRESETS = {"once": [1000, 2500, 5000], "month": [300, 500, 1000], "year": [3000, 6000, 12000]}
CHOSEN = {"once": 2500, "month": 500, "year": 6000}


def add_page_and_wording(apps, schema_editor):
    page = apps.get_model("supporters", "ContributionPage").objects.create(
        name="Support page",
        headline="Become a Supporter",
        introduction=(
            "This paper is free for everyone to read because some of its readers pay for it. "
            "If it is worth something to you and to the place you live in, please join them."
        ),
        is_default=True,
        currency=settings.CURRENCY,
        minimum=200,
        maximum=500000,
        default_frequency="month",
    )
    apps.get_model("supporters", "PresetAmount").objects.bulk_create(
        page.presets.model(page=page, frequency=frequency, amount=amount, is_default=amount == CHOSEN[frequency])
        for frequency, amounts in PRESETS.items()
        for amount in amounts
    )
    apps.get_model("supporters", "ConsentWording").objects.create(
        purpose="newsletter",
        text="Send me the newsletter by e-mail. I can stop it at any time with the link in each issue.",
    )


def remove_page_and_wording(apps, schema_editor):
    apps.get_model("supporters", "ContributionPage").objects.filter(pledges=None).delete()
    apps.get_model("supporters", "ConsentWording").objects.filter(records=None).delete()


class Migration(migrations.Migration):
    dependencies = [("supporters", "0001_initial")]
    operations = [migrations.RunPython(add_page_and_wording, remove_page_and_wording)]
