from django.db import migrations, models
from django.db.models import F, Q

from circles.areas import load


def load_areas(apps, schema_editor):
    load(apps.get_model("circles", "Area"))


class Migration(migrations.Migration):
    dependencies = [("circles", "0009_seats_roles_and_drafts")]

    operations = [
        migrations.AlterField(
            model_name="area",
            name="kind",
            field=models.CharField(
                choices=[
                    ("municipality", "municipality"),
                    ("province", "province"),
                    ("water_board", "water board"),
                    ("own", "another area"),
                ],
                default="own",
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerlimit",
            constraint=models.CheckConstraint(
                condition=Q(fewest__isnull=False, most__isnull=True)
                | Q(fewest__isnull=True, most__isnull=False)
                | Q(fewest__isnull=False, most__isnull=False, most__gte=F("fewest")),
                name="register_limit_says_something",
                violation_error_message=(
                    "Fill in how many people at least, at most or both, the smaller number first."
                ),
            ),
        ),
        migrations.RunPython(load_areas, migrations.RunPython.noop),
    ]
