"""Corrections of shares when somebody joined or left, and payments as rows of their own."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def paid_to_payments(apps, schema_editor):
    """What was noted as paid on a share becomes a payment of its whole amount."""
    shares = apps.get_model("costs", "Share").objects.filter(paid_at__isnull=False, paid_marked_by__isnull=False)
    payments = apps.get_model("costs", "Payment").objects
    for share in shares.filter(cents__gt=0):
        payments.create(share=share, cents=share.cents, at=share.paid_at, by_id=share.paid_marked_by_id)


class Migration(migrations.Migration):

    dependencies = [
        ('circles', '0012_a_term_chosen_anew'),
        ('costs', '0004_what_it_was_counted_with'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='costs.budget')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cents', models.IntegerField()),
                ('share', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='costs.share')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='costs.revision')),
            ],
            options={
                'ordering': ['revision__number'],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('joined', 'Joined'), ('left', 'Left')], max_length=6)),
                ('at', models.DateTimeField()),
                ('past', models.PositiveSmallIntegerField()),
                ('of', models.PositiveSmallIntegerField()),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='circles.membership')),
                ('share', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='costs.share')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='costs.revision')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.AddField(
            model_name='share',
            name='revision',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='new_shares', to='costs.revision'),
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cents', models.IntegerField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('share', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='payments', to='costs.share')),
                ('taken_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('cents', 0), _negated=True), name='payment_of_something')],
            },
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(fields=('budget', 'number'), name='revision_number_once'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.UniqueConstraint(fields=('revision', 'share'), name='correction_once_per_revision'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(('cents', 0), _negated=True), name='correction_of_something'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.UniqueConstraint(fields=('revision', 'membership', 'kind'), name='change_once_per_revision'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('of__gte', 1), ('past__lte', models.F('of'))), name='change_within_the_season'),
        ),
        migrations.RunPython(paid_to_payments, migrations.RunPython.noop),
    ]
