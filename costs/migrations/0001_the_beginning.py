"""The tables of what a season costs and who pays which share."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # A database that has all of these already has these tables. See decision 0100.
    replaces = [
        ('costs', '0001_initial'),
        ('costs', '0002_initial'),
    ]

    initial = True

    dependencies = [
        ('circles', '0002_lists_to_begin_with'),
        ('praktijkkring', '0001_the_beginning'),
        ('sessions_app', '0001_the_beginning'),
    ]

    operations = [
        migrations.CreateModel(
            name='Budget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(choices=[('member', 'per member'), ('area', 'per area')], default='member', max_length=6, verbose_name='cost key')),
                ('indication_cents', models.PositiveIntegerField(default=200000)),
                ('locked_at', models.DateTimeField(null=True)),
                ('season', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='budget', to='sessions_app.season')),
            ],
        ),
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='what for')),
                ('basis', models.CharField(choices=[('fixed', 'fixed'), ('meeting', 'per meeting'), ('member', 'per member'), ('member_meeting', 'per member per meeting')], default='fixed', max_length=14, verbose_name='counted')),
                ('amount_cents', models.PositiveIntegerField()),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='costs.budget')),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Sponsor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('amount_cents', models.PositiveIntegerField()),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sponsors', to='costs.budget')),
            ],
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cents', models.PositiveIntegerField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('paid_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='circles.area')),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='costs.budget')),
                ('membership', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='circles.membership')),
                ('paid_marked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('membership__isnull', False), ('area__isnull', False), _connector='XOR'), name='share_one_kind_of_payer'), models.UniqueConstraint(fields=('budget', 'membership'), name='share_once_per_member'), models.UniqueConstraint(fields=('budget', 'area'), name='share_once_per_area')],
            },
        ),
    ]
