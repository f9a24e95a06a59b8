from django.db import migrations

from circles.areas import load


def load_areas(apps, schema_editor):
    load(apps.get_model("circles", "Area"))


class Migration(migrations.Migration):
    dependencies = [("circles", "0007_calls_places_and_wishes")]

    operations = [migrations.RunPython(load_areas, migrations.RunPython.noop)]
