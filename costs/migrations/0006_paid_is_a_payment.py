"""Whether a share was paid stands in its payments."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("costs", "0005_shares_that_follow"),
    ]

    operations = [
        migrations.RemoveField(model_name="share", name="paid_at"),
        migrations.RemoveField(model_name="share", name="paid_marked_by"),
    ]
