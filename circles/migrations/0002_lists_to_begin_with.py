"""The areas of the Netherlands, and the registers whose group sizes were found published; the administrator keeps both up to date."""

import datetime

from django.db import migrations

from circles.areas import load

FROM = datetime.date(2026, 1, 1)
FOUND = [
    ("Nederlandse orde van advocaten (intervisie)", 3, 10, "regelgeving.advocatenorde.nl, Voda 4.3a"),
    ("SKJ (jeugdprofessionals)", 4, 8, "skjeugd.nl"),
    ("Register Vaktherapie", 3, 8, "vaktherapie.nl"),
    ("VVGN (verslavingsgeneeskunde)", 4, 12, "vvgn.nl"),
    ("MfN (mediators)", 5, None, "mfnregister.nl"),
]


def write_registers(apps, schema_editor):
    registers = apps.get_model("circles", "Register").objects
    limits = apps.get_model("circles", "RegisterLimit").objects
    for name, fewest, most, source in FOUND:
        register, _new = registers.get_or_create(name=name)
        limits.create(register=register, fewest=fewest, most=most, valid_from=FROM, source=source)


def write_areas(apps, schema_editor):
    load(apps.get_model("circles", "Area"))


class Migration(migrations.Migration):
    replaces = [
        ("circles", "0006_registers_to_begin_with"),
        ("circles", "0008_areas_of_the_netherlands"),
        ("circles", "0010_water_boards"),
    ]
    dependencies = [("circles", "0001_the_beginning")]
    operations = [
        migrations.RunPython(write_registers, migrations.RunPython.noop),
        migrations.RunPython(write_areas, migrations.RunPython.noop),
    ]
