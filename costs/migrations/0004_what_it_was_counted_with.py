from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("costs", "0003_whom_an_area_pays_for"),
    ]

    operations = [
        migrations.AddField(
            model_name="budget",
            name="meetings_counted",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="budget",
            name="members_counted",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
    ]
