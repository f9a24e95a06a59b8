"""The registers whose group sizes were found published; the administrator keeps them up to date."""

import datetime

from django.db import migrations

FROM = datetime.date(2026, 1, 1)
FOUND = [
    ("Nederlandse orde van advocaten (intervisie)", 3, 10, "regelgeving.advocatenorde.nl, Voda 4.3a"),
    ("SKJ (jeugdprofessionals)", 4, 8, "skjeugd.nl"),
    ("Register Vaktherapie", 3, 8, "vaktherapie.nl"),
    ("VVGN (verslavingsgeneeskunde)", 4, 12, "vvgn.nl"),
    ("MfN (mediators)", 5, None, "mfnregister.nl"),
]


def begin(apps, schema_editor):
    registers = apps.get_model("circles", "Register").objects
    limits = apps.get_model("circles", "RegisterLimit").objects
    for name, fewest, most, source in FOUND:
        register, _new = registers.get_or_create(name=name)
        limits.create(register=register, fewest=fewest, most=most, valid_from=FROM, source=source)


class Migration(migrations.Migration):
    dependencies = [("circles", "0005_composing_waiting_and_lists")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
