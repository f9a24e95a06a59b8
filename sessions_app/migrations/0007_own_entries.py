import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def take_over(apps, schema_editor):
    """What was counted per seat is counted per person from now on."""
    Attendance = apps.get_model("sessions_app", "Attendance")
    OwnEntry = apps.get_model("sessions_app", "OwnEntry")
    turned = Attendance.objects.filter(calendar_turns__gt=0).values("meeting", "membership__user")
    for row in turned.annotate(turns=models.Sum("calendar_turns")):
        OwnEntry.objects.create(
            meeting_id=row["meeting"],
            user_id=row["membership__user"],
            turns=row["turns"],
            is_in=row["turns"] % 2 == 0,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("sessions_app", "0006_who_stays"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("turns", models.PositiveSmallIntegerField(default=0)),
                ("is_in", models.BooleanField(default=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_entries",
                        to="sessions_app.meeting",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("meeting", "user"), name="own_entry_once")],
            },
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.RemoveField(model_name="attendance", name="calendar_turns"),
    ]
